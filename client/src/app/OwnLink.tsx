/** One's own link, renewed by oneself: the old one opens nothing any more, and this page goes on with the new one. */
import { useState } from "react";
import { useAnnounce } from "../parts/Announcer";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Icon } from "../parts/Icon";
import { Note } from "../parts/Note";
import { useLive } from "../records";
import { text } from "../text";
import { renewLink } from "./api";
import { copy } from "./copy";
import { keepToken, routeOf } from "./routes";
import styles from "./Own.module.css";

type State = { is: "idle" | "going" } | { is: "new" | "copied"; url: string } | { is: "failed"; message: string };

export default function OwnLink() {
  const words = text.ownLink;
  const live = useLive();
  const announce = useAnnounce();
  const [state, setState] = useState<State>({ is: "idle" });
  async function renew() {
    setState({ is: "going" });
    await live.renew(async (token) => {
      const answer = await renewLink(live.session, token);
      if (!answer.ok) {
        setState({ is: "failed", message: answer.message || words.failed });
        return null;
      }
      const route = routeOf(location.pathname);
      if (route.page === "session") keepToken(live.session, route.place, answer.value.token);
      setState({ is: "new", url: answer.value.url });
      announce.polite(words.done);
      return answer.value.token;
    });
  }
  async function take(url: string) {
    if (!(await copy(url))) return announce.polite(words.byHand);
    setState({ is: "copied", url });
    announce.polite(words.copied);
  }
  return (
    <section className={styles.link} aria-label={words.title} data-screen-only>
      <h3 className="h4">{words.title}</h3>
      <p className="t13 dim">{words.about}</p>
      <Button size="sm" isPending={state.is === "going"} onPress={() => void renew()}>{words.renew}</Button>
      {state.is === "failed" && <Note look="cri" role="alert">{state.message}</Note>}
      {(state.is === "new" || state.is === "copied") && (
        <>
          <Note look="pos">{words.done}</Note>
          <Field className={styles.url} label={words.field} hint={words.byHand} value={state.url} isReadOnly onFocus={(event) => (event.target as HTMLInputElement).select()} />
          <Button size="sm" onPress={() => void take(state.url)}><Icon name={state.is === "copied" ? "check" : "copy"} size={14} />{state.is === "copied" ? words.copied : words.copy}</Button>
        </>
      )}
    </section>
  );
}
