/** The small drawings of a team's card: four measures, six boxes, fifteen minutes. Every figure is printed too. */
import { Meter } from "../../parts/Meter";
import type { PhaseName } from "../../app/phases";
import { useRecord } from "../../records";
import { format, text } from "../../text";
import { boxes, type Facts, level, type MeasureName, measuresIn, type Spread } from "./teamFacts";
import { useRights } from "./role";
import styles from "./Card.module.css";

/** `whole` is what a screen reader hears of the bar where the figure alone would not say it. */
interface Measure { name: MeasureName; label?: string; value: string; of?: string; whole?: string; amount?: number; max?: number }

export function Measures({ facts, phase }: { facts: Facts; phase: PhaseName }) {
  const known = useRecord("case");
  const { isFacilitator } = useRights();
  const names = measuresIn(phase).filter((name) => name !== "actual" || isFacilitator || phase === "debrief");
  return (
    <dl className={styles.measures}>
      {names.map((name) => measure(name, facts, known?.budget ?? 0, known?.currency ?? "")).map(({ name, label = text.facilitate.card[name], value, of, whole, amount, max }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{value}{of !== undefined && <small>/{of}</small>}</dd>
          {amount !== undefined && max !== undefined && <dd><Meter label={label} value={Math.min(amount, max)} max={max} valueLabel={whole ?? (of === undefined ? value : `${value}/${of}`)} className={styles.meter} /></dd>}
        </div>
      ))}
    </dl>
  );
}

function measure(name: MeasureName, facts: Facts, budget: number, currency: string): Measure {
  const none = text.facilitate.card.none;
  const ratio = (amount: number, of: number): Measure => ({ name, value: format.number(amount), of: format.number(of), amount, max: of });
  const percent = (value: number | null | undefined): Measure => ({ name, value: value === null || value === undefined ? none : format.percent(value) });
  switch (name) {
    case "people": return { name, value: format.number(facts.people) };
    case "ready": return ratio(facts.ready.ready, facts.ready.of);
    case "hours": return facts.hours === null ? { name, value: none } : ratio(facts.hours.spent, facts.hours.budget);
    case "claims": return { name, value: format.number(facts.claims) };
    case "bets": if (facts.betsStand > 0) return { ...ratio(facts.betsStand, facts.people), label: text.facilitate.card.betsStand };
      return ratio(facts.bets, facts.people);
    case "signed": return facts.signed === null ? { name, value: none } : ratio(facts.signed.agreed, facts.signed.of);
    case "money": return { name, value: format.moneyShort(facts.money, currency), whole: text.facilitate.card.ofBudget(format.moneyShort(facts.money, currency), format.moneyShort(budget, currency)), amount: facts.money, max: budget };
    case "items": return { name, value: format.number(facts.items) };
    case "metrics": return { name, value: format.number(facts.metrics) };
    case "events": return facts.events.asked === 0 ? { name, value: none } : ratio(facts.events.answered, facts.events.asked);
    case "claimed": return percent(facts.ledger?.roi);
    case "actual": return percent(facts.outcome?.roi);
    case "closed": return percent(facts.revealed !== null ? facts.revealed.closed * 100 : facts.outcome !== null ? facts.outcome.closed * 100 : null);
    case "calibration": return { name, value: facts.revealed?.calibration == null ? none : format.number(facts.revealed.calibration, 0), of: facts.revealed?.calibration == null ? undefined : "100" };
  }
}

/** Where the team looks: six boxes on the mark ladder, the figure printed in each. */
export function Boxes({ spread }: { spread: Spread }) {
  const words = text.facilitate.card;
  const title = spread.of === "bet" ? words.byBet : words.byClaims;
  return (
    <dl className={styles.boxes} aria-label={title}>
      <div className={styles.boxesTitle}><dt className="vh">{title}</dt><dd>{title}{spread.other >= 0.5 && <span> · {words.other(format.number(spread.other, 0))}</span>}</dd></div>
      {boxes.map((box) => (
        <div key={box} className={styles.box} data-level={level(spread.boxes[box], spread.of)}>
          <dt title={words.boxFull[box]}><span aria-hidden="true">{words.box[box]}</span><span className="vh">{words.boxFull[box]}</span></dt>
          <dd>{format.number(spread.boxes[box], 0)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Moves in each of the last fifteen minutes; a minute without any is a line. */
export function Bars({ counts }: { counts: readonly number[] }) {
  const top = Math.max(5, ...counts);
  const moves = counts.reduce((sum, count) => sum + count, 0);
  return (
    <svg className={styles.bars} viewBox="0 0 120 22" preserveAspectRatio="none" role="img" aria-label={text.facilitate.card.activity(moves)}>
      {counts.map((count, index) => {
        const height = count === 0 ? 1 : Math.max(2.6, (count / top) * 22);
        return <rect key={index} x={index * 8} y={22 - height} width={6} height={height} />;
      })}
    </svg>
  );
}
