/** A person to ask: who they are, what one can ask for how many hours, and what they have answered. */
import { useEffect } from "react";
import { Avatar } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Markdown } from "../../parts/Markdown";
import { Empty } from "../../parts/Note";
import { Doc } from "../../parts/Sheet";
import { useDo, useFigure, useLang, useLive, useRecord } from "../../records";
import { text } from "../../text";
import { place } from "../diagnose/place";
import { hoursOf, type Piece, piecesOf } from "../diagnose/room";
import { markRead } from "../diagnose/useRead";
import { Events } from "../events";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { useWhatCame } from "../shared/useWhatCame";
import { useSayHere } from "../shared/whereabouts";
import { Top } from "./Top";
import styles from "./Evidence.module.css";

const words = text.evidence;

export function Interview({ person }: { person: string }) {
  const team = useTeam() ?? "-";
  const who = useRecord(`person/${person}`);
  const lang = useLang();
  const questions = useFigure((see) => piecesOf(team)(see).filter((piece) => piece.person === person), [team, person]);
  const { why } = useStanding("diagnose");
  useSayHere({ person });
  if (who === undefined) return <div className={styles.gone}><Empty title={words.gone.title} actions={<Button onPress={place.map}>{words.back}</Button>}>{words.gone.text}</Empty></div>;
  return (
    <div className={styles.evidence}>
      <Top title={who.name} meta={who.role} />
      <div className={styles.slips}><Events /></div>
      <div className={styles.coverPlace}>
        <Doc className={styles.cover}>
          <div className={styles.who}><Avatar name={who.name} size="lg" /><div><h2 className="h2">{who.name}</h2><p className="t13 dim" lang={lang}>{who.role}</p></div></div>
          {who.about && <p className="read" lang={lang}>{who.about}</p>}
          <Head level={3} className={styles.topicsHead}>{words.person.topics}</Head>
          {why !== null && <p className="t12 faint" role="status">{why}</p>}
          <ul className={styles.topics}>{questions.map((piece) => <Question key={piece.tag} piece={piece} />)}</ul>
        </Doc>
      </div>
    </div>
  );
}

function Question({ piece }: { piece: Piece }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const standing = useStanding("diagnose");
  const { left } = useFigure(hoursOf(team), [team]);
  const isTooDear = piece.hours > left;
  const lang = useLang();
  const { person, topic } = piece;
  const { session } = useLive();
  const isOpen = piece.state === "open";
  const { place: answerPlace, press } = useWhatCame<HTMLLIElement>(isOpen);
  const ask = () => {
    press();
    if (person !== null && topic !== null) void attempt.run(() => act("interview.ask", { team, person, topic }));
  };
  // An answer stands here in full: who sees it has read it.
  useEffect(() => {
    if (isOpen) markRead(session, piece.tag);
  }, [isOpen, session, piece.tag]);
  if (isOpen) {
    return (
      <li ref={answerPlace} tabIndex={-1} className={styles.answered}>
        <p className={styles.ask} lang={lang}>{piece.title}</p>
        <Markdown source={piece.body} level={4} className="read" lang={lang} />
        <Button look="quiet" size="sm" onPress={() => place.exhibit(piece.tag)}><ExhibitTag tag={piece.tag} />{words.person.read(piece.tag)}</Button>
      </li>
    );
  }
  return (
    <li ref={answerPlace} className={styles.topic}>
      <p className={styles.ask} lang={lang} data-locked={piece.state === "locked" || undefined}>{piece.title}</p>
      {piece.state === "locked"
        ? <p className="t13 faint row g4"><Icon name="lock" size={14} />{piece.needs || words.person.locked}</p>
        : standing.canEdit && person !== null && topic !== null && <Button size="sm" look="pen" onPress={ask} isPending={attempt.isPending} isDisabled={!standing.canCommit || isTooDear}>{words.person.ask(piece.hours)}</Button>}
      {piece.state === "closed" && (attempt.refusal || isTooDear) && <p className="t12 faint" role="status">{attempt.refusal || words.tooDear(piece.hours, left)}</p>}
    </li>
  );
}
