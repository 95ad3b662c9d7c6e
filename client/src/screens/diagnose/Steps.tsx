/** What to do in this phase, and what is done: the panel while no card is selected. */
import type { ReactNode } from "react";
import { Button } from "../../parts/Button";
import { classes } from "../../parts/classes";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { useFigure, useSelf } from "../../records";
import { text } from "../../text";
import { useSignOff } from "../shared/useSignOff";
import { useTeam } from "../shared/team";
import { useSayHere } from "../shared/whereabouts";
import { betOf } from "./bets";
import { gapIsWritten } from "./gap";
import { place } from "./place";
import { openTags } from "./room";
import styles from "./Steps.module.css";

const words = text.diagnose.steps;

export function Steps({ onKeys }: { onKeys?: () => void }) {
  const team = useTeam() ?? "-";
  const { seat } = useSelf();
  const isWritten = useFigure(gapIsWritten(team), [team]);
  const open = useFigure((see) => openTags(team)(see).length, [team]);
  const causes = useFigure((see) => see.keys(`claim/${team}`).length, [team]);
  const pins = useFigure((see) => see.keys(`link/${team}`).length, [team]);
  const hasBet = useFigure(betOf(seat, team), [seat, team]) !== null;
  const { mine, standing } = useSignOff("diagnose");
  useSayHere({ panel: "steps" });
  return (
    <section className={styles.steps} aria-label={words.label}>
      <div><h2 className="h3">{words.title}</h2><p className="t13 dim">{words.lead}</p></div>
      <ol className={styles.list}>
        <Step isDone={isWritten}><Button look="quiet" size="sm" onPress={() => place.panel("statement")} className={styles.link}>{isWritten ? words.gap.done : words.gap.todo}</Button></Step>
        <Step isDone={open > 0}>{open > 0 ? words.read.done(open) : words.read.todo}</Step>
        <Step isDone={causes > 0}>{causes > 0 ? words.map.done(causes) : words.map.todo}</Step>
        <Step isDone={pins > 0}>{pins > 0 ? words.pin.done(pins) : words.pin.todo}</Step>
        {/* How a team's bets and signatures stand is in the sign-off; who looks on has none of their own. */}
        {standing.hindrance !== "watching" && (
          <>
            <Step isDone={hasBet}><Button look="quiet" size="sm" onPress={() => place.panel("bet")} className={styles.link}>{hasBet ? words.bet.done : words.bet.todo}</Button></Step>
            <Step isDone={mine === "agreed"}>{mine === "agreed" ? words.sign.done : words.sign.todo}</Step>
          </>
        )}
      </ol>
      {onKeys && standing.canEdit && (
        <div>
          <Head level={3}>{text.work.keys.title}</Head>
          <p className={classes("t13 dim", styles.keys)}>{text.diagnose.drag}</p>
          <Button size="sm" onPress={onKeys}>{text.work.keys.open}<kbd>?</kbd></Button>
        </div>
      )}
    </section>
  );
}

function Step({ isDone, children }: { isDone: boolean; children: ReactNode }) {
  return (
    <li data-done={isDone || undefined}>
      <span className={styles.mark}>{isDone && <><Icon name="check" size={14} /><span className="vh">{words.done}</span></>}</span>
      <span>{children}</span>
    </li>
  );
}
