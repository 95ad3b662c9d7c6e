/** What is kept about oneself, to be had as a file at any time; and one's own link. */
import { useState } from "react";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Note } from "../parts/Note";
import { useLive } from "../records";
import { text } from "../text";
import OwnLink from "./OwnLink";
import { save } from "./save";
import styles from "./Own.module.css";

export default function Own() {
  const words = text.download.own;
  const live = useLive();
  const [state, setState] = useState<"idle" | "going" | "failed">("idle");
  async function have() {
    setState("going");
    setState((await save(live.session, live.token, "me/export")) ? "idle" : "failed");
  }
  return (
    <section className={styles.own} aria-label={words.title} data-screen-only>
      <p className="t13 dim">{words.about}</p>
      <Button size="sm" isPending={state === "going"} onPress={() => void have()}><Icon name="download" />{words.save}</Button>
      {state === "failed" && <Note look="cri" role="alert">{text.download.failed}</Note>}
      <OwnLink />
    </section>
  );
}
