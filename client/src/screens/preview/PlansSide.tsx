/** What the model makes of the case: the landscape of plans, drawn and listed, and the case's own tests. */
import { useMemo, useState } from "react";
import { Dialog } from "../../parts/Dialog";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import { format, text } from "../../text";
import type { CaseSeen, Plans, PlanSeen, TestSeen } from "./api";
import styles from "./Side.module.css";

export function PlansSide({ seen, plans }: { seen: CaseSeen; plans: Plans | null }) {
  const words = text.preview.plans;
  const picture = useMemo(() => (plans?.picture ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(plans.picture)}` : null), [plans]);
  const [isLarge, setLarge] = useState(false);
  if (plans === null) return <div className={styles.panel}><Note role="status" icon="clock">{words.waits}</Note></div>;
  const failing = plans.tests.filter((test) => !test.holds);
  const holding = plans.tests.filter((test) => test.holds);
  return (
    <div className={styles.panel}>
      <p className={styles.secret}><Icon name="lock" size={14} />{text.preview.secret}</p>
      <section>
        <Head>{words.tests}</Head>
        {plans.tests.length === 0 && <p className="t13 dim">{words.noTests}</p>}
        <ul>{failing.map((test) => <Test key={`${test.test} ${test.figure}`} test={test} currency={seen.currency} />)}</ul>
        {holding.length > 0 && <details className={styles.more}><summary>{words.hold(holding.length, failing.length)}</summary><ul>{holding.map((test) => <Test key={`${test.test} ${test.figure}`} test={test} currency={seen.currency} />)}</ul></details>}
      </section>
      <section>
        <Head>{words.landscape}</Head>
        {plans.says.map((sentence) => <p key={sentence} className="t13 dim">{sentence}</p>)}
        {picture && <button type="button" className={styles.picture} aria-label={words.enlarge} onClick={() => setLarge(true)}><img src={picture} alt="" /></button>}
        {picture && <Dialog isOpen={isLarge} onClose={() => setLarge(false)} size="lg" title={words.landscape} closeLabel={text.shell.close}><img className={styles.large} src={picture} alt={words.picture} /></Dialog>}
        <ol>{plans.plans.map((plan) => <Plan key={plan.rank} plan={plan} seen={seen} />)}</ol>
      </section>
    </div>
  );
}

/** One plan of the landscape: its rank, who asks for it, what it is made of and what it brings. */
function Plan({ plan, seen }: { plan: PlanSeen; seen: CaseSeen }) {
  const words = text.preview.plans;
  const item = (id: string) => seen.items.find((each) => each.id === id)?.label ?? id;
  return (
    <li className={styles.exhibit}>
      <b className="num t13">{plan.rank}</b>
      <div className={styles.said}>
        {plan.called.length > 0 && <p className="t13 b">{plan.called.join(", ")}</p>}
        {plan.items.length > 0 && <p className="t13">{plan.items.map(item).join(" · ")}</p>}
        <p className="t12 faint num">{[words.net(format.moneyShort(plan.net, seen.currency)), words.cost(format.moneyShort(plan.cost, seen.currency)), plan.gap_closed === null ? "" : words.closed(format.percent(plan.gap_closed * 100)), plan.roi_percent === null ? "" : words.roi(format.percent(plan.roi_percent))].filter(Boolean).join(" · ")}</p>
      </div>
    </li>
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
