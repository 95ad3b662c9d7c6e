/** How much of the budget is spent, and how many causes have something planned for them. */
import { Gauge, Ticks } from "../../parts/Meter";
import { useFigure, useRecord } from "../../records";
import { format, text } from "../../text";
import { useBoard } from "./board";
import { funds } from "./funds";
import { lanes, treated } from "./plan";
import styles from "./Design.module.css";

export function Gauges() {
  const { team } = useBoard();
  return <div className={styles.gauges}><div className={styles.gauge}><BudgetGauge team={team} /></div><div className={styles.gauge}><CausesGauge team={team} /></div></div>;
}

export function BudgetGauge({ team }: { team: string }) {
  const words = text.design;
  const currency = useRecord("case")?.currency ?? "";
  const money = useFigure(funds(team), [team]);
  const isOver = money.left < -0.005;
  const share = money.plan > 0 ? format.percent((money.training / money.plan) * 100) : format.percent(0);
  const left = format.moneyShort(Math.max(0, money.left), currency);
  return (
    <Gauge label={words.budget} value={format.moneyShort(money.spent, currency)} limit={words.of(format.moneyShort(money.budget, currency))} amount={money.spent} max={money.budget} look={isOver ? "critical" : "pen"}>
      <span className={isOver ? "cri b num" : "num"}>{isOver ? words.over(format.moneyShort(-money.left, currency)) : money.metrics > 0 ? words.leftWith(left, format.moneyShort(money.metrics, currency)) : words.left(left, share)}</span>
      {money.changed !== 0 && <span className="num"> {words.afterEvents(format.moneyShort(money.changed, currency))}</span>}
    </Gauge>
  );
}

function CausesGauge({ team }: { team: string }) {
  const words = text.design;
  const count = useFigure((see) => treated(lanes(team)(see)), [team]);
  return (
    <div className={styles.causes}>
      <p className="t12 faint">{words.treated}</p>
      <p className={styles.value}><span className={styles.number}>{count.treated}</span> <span className="t12 faint">{words.ofCauses(count.of)}</span></p>
      {count.of > 0 && <Ticks label={words.treated} spent={count.treated} total={count.of} />}
      {count.of > 0 && <p className="t12 dim">{words.kinds(count.mixed)}</p>}
    </div>
  );
}
