/**
 * The cause bet: opened by the team, placed by each in private, shown as a spread once all have placed theirs.
 *
 * It waits for the gap statement. What is on the sliders is a draft of this browser until it is placed.
 */
import { useEffect, useRef, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Avatar, Faces } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { firstName, useDo, useFigure, useSelf } from "../../records";
import { text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { useSayHere } from "../shared/whereabouts";
import { BetForm } from "./BetForm";
import { bettors, betOf, betStands, candidatesOf, spreadOf } from "./bets";
import { gapIsWritten } from "./gap";
import { place } from "./place";
import { Spread } from "./Spread";
import styles from "./Bet.module.css";

const words = text.bet;

export default function Bet() {
  const team = useTeam() ?? "-";
  const { seat } = useSelf();
  const standing = useStanding("diagnose");
  const isGapWritten = useFigure(gapIsWritten(team), [team]);
  const isOpen = useFigure((see) => candidatesOf(team)(see).length > 0, [team]);
  const mine = useFigure(betOf(seat, team), [seat, team]);
  const spread = useFigure(spreadOf(team, seat), [team, seat]);
  const stands = useFigure(betStands(team), [team]);
  const [isChanging, setChanging] = useState(false);
  useSayHere({ panel: "bet" });
  useSaidSpread(spread !== null);

  const isWriting = isOpen && standing.canEdit && (mine === null || isChanging);
  return (
    <section className={styles.bet} aria-label={words.title}>
      <Head end={isOpen ? <Who /> : undefined}>{words.title}</Head>
      {!isOpen && <Closed isGapWritten={isGapWritten} />}
      {stands && <p className="t13" role="status">{words.stands}</p>}
      {isWriting && <BetForm mine={mine} onDone={() => setChanging(false)} />}
      {isOpen && !isWriting && mine !== null && (
        <div className={styles.placed}>
          <p role="status">{words.placed}</p>
          {standing.canEdit && <Button size="sm" onPress={() => setChanging(true)} isDisabled={!standing.canCommit}>{words.change}</Button>}
        </div>
      )}
      {isOpen && standing.why !== null && <p className="t12 faint">{standing.hindrance === "watching" ? words.watching : standing.why}</p>}
      {isOpen && !isWriting && <Waiting />}
      {spread !== null && !isWriting && <Spread rows={spread.rows} seats={spread.seats} />}
    </section>
  );
}

function Closed({ isGapWritten }: { isGapWritten: boolean }) {
  const team = useTeam() ?? "-";
  const standing = useStanding("diagnose");
  const act = useDo();
  const attempt = useAttempt();
  return (
    <div className={styles.closed}>
      <p>{words.openLead}</p>
      <p className="t13 dim">{isGapWritten ? words.openHint : words.gate}</p>
      {standing.canEdit && (isGapWritten
        ? <Button look="go" onPress={() => void attempt.run(() => act("bet.open", { team }))} isPending={attempt.isPending} isDisabled={!standing.canCommit}>{words.open}</Button>
        : <Button look="go" onPress={() => place.panel("statement")}>{text.diagnose.statement.write}</Button>)}
      {(attempt.refusal || standing.why) && <p className="t12 faint" role="status">{attempt.refusal || standing.why}</p>}
    </div>
  );
}

function Who() {
  const team = useTeam() ?? "-";
  const { seat } = useSelf();
  const { placed, missing } = useFigure(bettors(team), [team]);
  return (
    <span className="row g8">
      <Faces>{[...placed, ...missing].map((person) => <Avatar key={person.seat} name={person.name} size="sm" isMe={person.seat === seat} isAgreed={placed.includes(person)} label={`${person.name} (${placed.includes(person) ? words.hasBet : words.notYet})`} />)}</Faces>
    </span>
  );
}

function Waiting() {
  const team = useTeam() ?? "-";
  const { placed, missing } = useFigure(bettors(team), [team]);
  return <p className="t13 num"><b>{words.who(placed.length, placed.length + missing.length)}.</b> {missing.length > 0 && words.waitsFor(missing.map((person) => firstName(person.name)))}</p>;
}

/** The moment when the spread appears is said aloud once. */
function useSaidSpread(isSpread: boolean): void {
  const announce = useAnnounce();
  const before = useRef(isSpread);
  useEffect(() => {
    if (isSpread && !before.current) announce.polite(words.saidSpread);
    before.current = isSpread;
  }, [isSpread, announce]);
}
