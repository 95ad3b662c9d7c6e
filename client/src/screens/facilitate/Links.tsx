/** Private links: one's own, and for a co-facilitator, an observer or a rater. Each press makes one new seat and copies its link. */
import { useState } from "react";
import { makeLink } from "../../app/api";
import { copy } from "../../app/copy";
import OwnLink from "../../app/OwnLink";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { Note } from "../../parts/Note";
import { useLive } from "../../records";
import { text } from "../../text";
import { useRights } from "./role";
import styles from "./Top.module.css";

const roles = ["facilitator", "observer", "rater"] as const;

export function Links({ onClose }: { onClose: () => void }) {
  const words = text.facilitate.links;
  const { canAct } = useRights();
  return (
    <Dialog isOpen onClose={onClose} title={canAct ? words.title : text.facilitate.top.link} size="md" closeLabel={text.shell.close}>
      {canAct && <><p>{words.lead}</p><ul className={styles.links}>{roles.map((role) => <One key={role} role={role} />)}</ul></>}
      <OwnLink />
    </Dialog>
  );
}

function One({ role }: { role: (typeof roles)[number] }) {
  const words = text.facilitate.links;
  const live = useLive();
  const [state, setState] = useState<{ is: "idle" | "making" | "copied" | "shown" | "failed"; url: string; message: string }>({ is: "idle", url: "", message: "" });
  async function make() {
    setState({ is: "making", url: "", message: "" });
    const answer = await makeLink(live.session, live.token, role);
    if (!answer.ok) return setState({ is: "failed", url: "", message: answer.message || words.failed });
    const isCopied = await copy(answer.value.url);
    setState({ is: isCopied ? "copied" : "shown", url: answer.value.url, message: "" });
  }
  return (
    <li className={styles.role}>
      <div className="row between wrap">
        <div><p className="h4">{words[role]}</p><p className="t13 dim">{words.about[role]}</p></div>
        <Button onPress={() => void make()} isPending={state.is === "making"}>{words.make}</Button>
      </div>
      {state.is === "copied" && <Note look="pos" role="status">{words.made}</Note>}
      {state.is === "shown" && <Field label={words.shown} value={state.url} isReadOnly />}
      {state.is === "failed" && <Note look="cri" role="alert">{state.message}</Note>}
    </li>
  );
}
