/** The steps of a claimed return: each figure's readings, method and estimate, what a point is worth, the costs, the return. */
import type { ReactNode } from "react";
import { Head } from "../../parts/Head";
import { useFigure, useRecord, useSelf } from "../../records";
import { format, text } from "../../text";
import { difference } from "../measure/units";
import { type Computed as All, computed, type CostPart, type KpiSteps } from "./computed";
import styles from "./Computed.module.css";

export function Computed({ team, name }: { team: string; name: string }) {
  const { team: own } = useSelf();
  const all = useFigure(computed(team, own), [team, own]);
  const currency = useRecord("case")?.currency ?? "";
  const words = text.computed;
  const money = (amount: number) => format.money(amount, currency);
  const isUntold = all.kpis.some((kpi) => kpi.missing === null && kpi.worth.from !== "truth");
  return (
    // The dialog scrolls by keyboard through it: nothing in it takes the focus.
    <div className={styles.computed} role="region" tabIndex={0} aria-label={words.steps}>
      <p>{all.isOwn ? words.lead : words.leadOf(name)}</p>
      {all.month < 12 && <p>{words.early(all.month)}</p>}
      {all.kpis.map((kpi) => <Kpi key={kpi.kpi} kpi={kpi} isOwn={all.isOwn} money={money} />)}
      <Costs all={all} money={money} />
      <section>
        <Head level={3}>{words.result}</Head>
        <table className={styles.steps}><tbody>
          <Line head={words.benefits} value={all.benefit === null ? words.none : money(all.benefit)} />
          <Line head={words.costs} value={all.cost === null ? "–" : money(all.cost)} />
          <Line isSum head={words.roi} value={all.roi === null ? words.none : format.percent(all.roi)} />
        </tbody></table>
        {isUntold && <p className="t13 dim">{words.untold}</p>}
      </section>
    </div>
  );
}

function Kpi({ kpi, isOwn, money }: { kpi: KpiSteps; isOwn: boolean; money: (amount: number) => string }) {
  const words = text.computed;
  const value = (amount: number) => (kpi.unit.startsWith("%") ? format.percent(amount, 2) : format.number(amount, 2));
  const points = (amount: number) => difference(amount, kpi.unit, { digits: 2, signed: true });
  const { before, late, line, controlBefore, controlLate } = kpi;
  const isEstimated = kpi.missing === null;
  return (
    <section>
      <Head level={3} end={kpi.instrument === null || kpi.instrument === kpi.label ? undefined : words.measured(kpi.instrument)}>{kpi.label}</Head>
      <table className={styles.steps}><tbody>
        {kpi.isolation !== null && <Line head={words.method} value={words.methodName[kpi.isolation] ?? kpi.isolation} isWords />}
        {kpi.isolation !== "expert" && before !== null && <Line head={words.before} hint={words.beforeHint(before.count)} value={value(before.value)} />}
        {kpi.isolation !== "expert" && line !== null && <Line head={words.line} hint={words.lineHint(line.count)} value={value(line.value)} />}
        {kpi.isolation !== "expert" && late !== null && <Line head={words.late} hint={words.lateHint(late.count)} value={value(late.value)} />}
        {kpi.isolation === "did" && before !== null && late !== null && <Line head={words.change} value={points(late.value - before.value)} />}
        {controlBefore !== null && <Line head={words.controlBefore} value={value(controlBefore.value)} />}
        {controlLate !== null && <Line head={words.controlLate} value={value(controlLate.value)} />}
        {controlBefore !== null && controlLate !== null && <Line head={words.controlChange} value={points(controlLate.value - controlBefore.value)} />}
        {kpi.effect !== null && <Line head={words.effect} value={points(kpi.effect)} />}
        {kpi.effect !== null && kpi.estimate !== null && kpi.kept < 1 && <Line head={words.kept(format.percent(kpi.kept * 100))} value={points(kpi.estimate)} />}
        {isEstimated && kpi.isolation !== "expert" && <Line head={words.valueOf} hint={hint(kpi, isOwn)} value={kpi.worth.perPoint === null ? untold(kpi) : money(kpi.worth.perPoint)} />}
        {kpi.benefit !== null && <Line head={words.weeks} value="52" />}
        {kpi.benefit !== null && <Line isSum head={kpi.worth.from === "truth" ? words.benefit : isOwn ? words.benefitOwn : words.benefitOwnOf} value={money(kpi.benefit)} />}
      </tbody></table>
      {kpi.isolation === "expert" && <p className="t13 dim">{words.expertHint}</p>}
      {kpi.missing !== null && <p className="t13 cau">{words.missing[kpi.missing]}</p>}
    </section>
  );
}

function hint(kpi: KpiSteps, isOwn: boolean): string | undefined {
  const words = text.computed.valueHint;
  if (kpi.worth.from === "truth") return words.truth;
  return kpi.worth.from === "own" ? (isOwn ? words.own : words.ownOf) : words.untold;
}

function untold(kpi: KpiSteps): string {
  return kpi.worth.from === "untold" ? text.computed.valueUntold : "–";
}

function Costs({ all, money }: { all: All; money: (amount: number) => string }) {
  const words = text.computed;
  const label = (part: CostPart) => (part.kind === "item" ? part.label : part.kind === "other" ? words.other : part.kind === "baseline" ? words.baseline(part.label) : words.metric(part.label));
  return (
    <section>
      <Head level={3}>{words.cost}</Head>
      <table className={styles.steps}><tbody>
        {all.costs.map((part) => <Line key={part.id} head={label(part)} value={money(part.cost)} />)}
        {all.cost !== null && <Line isSum head={words.total} hint={words.loaded} value={money(all.cost)} />}
      </tbody></table>
    </section>
  );
}

function Line({ head, hint, value, isSum, isWords }: { head: ReactNode; hint?: ReactNode; value: ReactNode; isSum?: boolean; isWords?: boolean }) {
  return <tr data-sum={isSum || undefined}><th scope="row">{head}{hint && <small>{hint}</small>}</th><td data-words={isWords || undefined}>{value}</td></tr>;
}
