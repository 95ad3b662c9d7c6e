/** The one change of plan that the year allows: whether it is open, and the way to the plan. */
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { useFigure, useRecord } from "../../records";
import { format, text } from "../../text";
import { funds } from "../design/funds";
import { setParams } from "../shared/address";
import { useStanding } from "../shared/standing";
import { change, monthAfter } from "./year";
import styles from "./Run.module.css";

export function PlanChange({ team }: { team: string }) {
  const { canEdit, hindrance, why } = useStanding("run");
  const state = useFigure(change(team), [team]);
  const money = useFigure(funds(team), [team]);
  const currency = useRecord("case")?.currency ?? "";
  const said = useChangeWords(team);
  const isOpen = canEdit && (state === "now" || state === "begun");
  return (
    <section className={styles.plan}>
      <Head end={<span className="num"><b>{format.moneyShort(Math.max(0, money.left), currency)}</b> {text.run.left}</span>}>{text.run.change.title}</Head>
      <p className="t13 dim">{hindrance === "offline" ? why : said}</p>
      <Button size="sm" look={isOpen ? "pen" : "plain"} onPress={() => setParams({ view: "plan" })}>{isOpen ? text.run.change.open : text.run.change.look}</Button>
    </section>
  );
}

/** Why the plan can or cannot change now, in a sentence. */
export function useChangeWords(team: string): string {
  const words = text.run.change;
  const state = useFigure(change(team), [team]);
  const run = useRecord("run");
  const used = useRecord(`midcourse/${team}`);
  switch (state) {
    case "now": return words.may;
    case "begun": return words.now;
    case "used": return words.used(run && used ? monthAfter(run, used.step) : 0);
    case "early": return words.notYet;
    case "playing": return words.playing;
    case "over": return words.over;
  }
}
