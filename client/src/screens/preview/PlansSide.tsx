/** What the model makes of the case: the landscape of plans, drawn and listed, and the case's own tests. */
import { useMemo } from "react";
import { DataTable } from "../../parts/DataTable";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import { format, text } from "../../text";
import type { CaseSeen, Plans, TestSeen } from "./api";
import styles from "./Side.module.css";

export function PlansSide({ seen, plans }: { seen: CaseSeen; plans: Plans | null }) {
  const words = text.preview.plans;
  const picture = useMemo(() => (plans?.picture ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(plans.picture)}` : null), [plans]);
  if (plans === null) return <div className={styles.panel}><Note role="status" icon="clock">{words.waits}</Note></div>;
  const item = (id: string) => seen.items.find((each) => each.id === id)?.label ?? id;
  return (
    <div className={styles.panel}>
      <p className={styles.secret}><Icon name="lock" size={14} />{text.preview.secret}</p>
      <section>
        <Head>{words.tests}</Head>
        {plans.tests.length === 0 ? <p className="t13 dim">{words.noTests}</p> : <ul>{plans.tests.map((test) => <Test key={`${test.test} ${test.figure}`} test={test} currency={seen.currency} />)}</ul>}
      </section>
      <section>
        <Head>{words.landscape}</Head>
        {plans.says.map((sentence) => <p key={sentence} className="t13">{sentence}</p>)}
        {picture && <img className={styles.picture} src={picture} alt={words.picture} />}
        {plans.plans.length > 0 && (
          <DataTable
            caption={words.best} captionHidden rows={plans.plans} rowKey={(plan) => plan.rank}
            columns={[
              { id: "rank", title: words.rank, cell: (plan) => plan.rank, isNumber: true },
              { id: "plan", title: words.plan, cell: (plan) => <>{plan.called.length > 0 && <b className={styles.called}>{plan.called.join(", ")}</b>}{plan.items.map(item).join(", ") || words.nothing}</> },
              { id: "net", title: words.net, cell: (plan) => format.moneyShort(plan.net, seen.currency), isNumber: true },
              { id: "cost", title: words.cost, cell: (plan) => format.moneyShort(plan.cost, seen.currency), isNumber: true },
              { id: "closed", title: words.closed, cell: (plan) => (plan.gap_closed === null ? "–" : format.percent(plan.gap_closed * 100)), isNumber: true },
            ]}
          />
        )}
      </section>
    </div>
  );
}

function Test({ test, currency }: { test: TestSeen; currency: string }) {
  const words = text.preview.plans;
  const found = test.found === null ? words.noFigure : figure(test, currency);
  return (
    <li className={styles.finding} data-severity={test.holds ? "holds" : "error"}>
      <Icon name={test.holds ? "check" : "warning"} size={14} />
      <div className={styles.said}>
        <p className="t13">{test.test}</p>
        <p className="t12 faint num">{test.of}: <code>{test.figure}</code> {words.must(test.expects)}</p>
      </div>
      <p className={styles.outcome}><b className="num t13">{found}</b><span className="t12">{test.holds ? words.holds : words.fails}</span></p>
    </li>
  );
}

const money = new Set(["cost", "benefit", "net"]);
const shares = new Set(["gap_closed", "gap_seen"]);

function figure(test: TestSeen, currency: string): string {
  const value = test.found ?? 0;
  if (money.has(test.figure)) return format.money(value, currency);
  if (shares.has(test.figure)) return format.percent(value * 100);
  return test.figure === "roi_percent" ? format.percent(value) : format.number(value, 2);
}
