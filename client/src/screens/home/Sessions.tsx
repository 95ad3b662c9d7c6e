/**
 * The sessions of this server, for whoever hosts here: the way back into a console whose private link is lost.
 *
 * They are asked for on a press, not with the page, and off the server's own machine with the host key. A console that
 * this browser already has a link for is opened with that one; otherwise a new link is made.
 */
import { useState } from "react";
import { hostedSessions, type HostedSession, makeLink } from "../../app/api";
import { keptPlaces } from "../../app/places";
import { go, keepToken } from "../../app/routes";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { Head } from "../../parts/Head";
import { Empty, Note } from "../../parts/Note";
import { Tag } from "../../parts/Tag";
import { format, text } from "../../text";
import styles from "./Home.module.css";

export function Sessions() {
  const words = text.home.sessions;
  const [list, setList] = useState<readonly HostedSession[] | null>(null);
  const [key, setKey] = useState("");
  const [needsKey, setNeedsKey] = useState(false);
  const [error, setError] = useState("");
  const [pending, setPending] = useState("");

  function tell({ status, message }: { status: number; message: string }) {
    const isKey = status === 401;
    setError(isKey ? (needsKey ? text.home.host.forbidden : "") : message || words.failed);
    setNeedsKey(needsKey || isKey);
    if (isKey) setList(null);
  }

  async function show() {
    if (pending !== "") return;
    setPending("list");
    setError("");
    const answer = await hostedSessions(key || undefined);
    setPending("");
    if (answer.ok) setList(answer.value);
    else tell(answer);
  }

  async function open({ session }: HostedSession) {
    if (pending !== "") return;
    if (keptPlaces().some((kept) => kept.session === session && kept.place === "f")) return go(`/f/${session}`);
    setPending(session);
    setError("");
    const answer = await makeLink(session, key || undefined, "facilitator");
    setPending("");
    if (!answer.ok) return tell(answer);
    keepToken(session, "f", answer.value.token);
    go(`/f/${session}`);
  }

  return (
    <section className={styles.sessions} aria-labelledby="sessions">
      <Head id="sessions" end={list !== null && list.length > 0 ? words.count(list.length) : undefined}>{words.title}</Head>
      {/* Above what it shows and never gone, so that who pressed it has not lost the place. */}
      <form className={styles.asks} onSubmit={(event) => { event.preventDefault(); void show(); }}>
        {list === null && <p className="t13 dim">{words.lead}</p>}
        {list === null && needsKey && <Field label={text.home.host.key} hint={words.keyHint} type="password" autoComplete="off" value={key} onChange={setKey} autoFocus />}
        <Button type="submit" isPending={pending === "list"}>{list === null ? words.show : words.again}</Button>
      </form>
      {error && <Note look="cri" role="alert" className={styles.remark}>{error}</Note>}
      {list?.length === 0 && <Empty title={words.none} className={styles.remark}>{words.noneText}</Empty>}
      {list !== null && list.length > 0 && (
        <ul className={styles.hosted}>
          {list.map((one) => (
            <li key={one.session} className={styles.one}>
              <div>
                <h3 className="b"><bdi>{one.name}</bdi></h3>
                <p className="t13 dim">{[one.case !== one.name && one.case, words.people(one.people), words.opened(format.dateAndTime(one.opened_at))].filter(Boolean).join(" · ")}</p>
              </div>
              {one.ended ? <Tag>{words.ended}</Tag> : <Tag look="pen">{text.shell.phase[one.phase]}</Tag>}
              <span className={styles.known}><span className="vh">{text.home.join.code} </span>{one.code}</span>
              <Button size="sm" onPress={() => void open(one)} isPending={pending === one.session} aria-label={words.openLong(one.name)}>{words.open}</Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
