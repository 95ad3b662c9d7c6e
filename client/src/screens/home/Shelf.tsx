/** The shelf of cases: pick one to host. What gives a case away is not on it. */
import { useEffect, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { type CaseOnShelf, scenarios } from "../../app/api";
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { Empty, Note } from "../../parts/Note";
import { format, text } from "../../text";
import { Cover } from "./Cover";
import { Host } from "./Host";
import styles from "./Home.module.css";

const shownAtFirst = 8;

export function Shelf() {
  const words = text.home.shelf;
  const [cases, setCases] = useState<readonly CaseOnShelf[] | "loading" | "failed">("loading");
  const [hosted, setHosted] = useState<CaseOnShelf | null>(null);
  const [isAll, setAll] = useState(false);
  useEffect(() => {
    let isOn = true;
    void scenarios().then((answer) => isOn && setCases(answer.ok ? answer.value : "failed"));
    return () => { isOn = false; };
  }, []);

  const all = typeof cases === "string" ? [] : cases;
  const shown = isAll ? all : all.slice(0, shownAtFirst);
  return (
    <section className={styles.shelf}>
      <Head end={all.length > 0 ? words.count(all.length) : undefined}>{words.title}</Head>
      {cases === "loading" && <p className={styles.loading} role="status">{words.loading}</p>}
      {cases === "failed" && <Note look="cau" className={styles.remark} role="status">{words.failed}</Note>}
      {cases !== "loading" && cases !== "failed" && all.length === 0 && <Empty title={words.none} className={styles.remark}>{words.noneText}</Empty>}
      <ul className={styles.cases}>{shown.map((one) => <Case key={one.id} one={one} onHost={() => setHosted(one)} />)}</ul>
      {all.length > shownAtFirst && <Button look="quiet" onPress={() => setAll(!isAll)}>{isAll ? words.fewer : words.all}</Button>}
      {hosted && <Host one={hosted} onClose={() => setHosted(null)} />}
    </section>
  );
}

function Case({ one, onHost }: { one: CaseOnShelf; onHost: () => void }) {
  const people = one.people && ("min" in one.people ? one.people : { min: one.people[0], max: one.people[1] });
  return (
    <li className={styles.case}>
      <Cover id={one.id} sector={one.sector ?? ""} />
      <div className={styles.about}>
        {one.sector && <p className="t12 faint">{one.sector}</p>}
        <h3 className="h3"><AriaButton className={styles.open} onPress={onHost}>{one.title}</AriaButton></h3>
        <p className="t13 dim">{one.tagline || one.summary}</p>
        <p className={styles.meta}>{format.minutes(one.minutes)}{people && <><br />{text.home.shelf.people(format.range(people.min, people.max))}</>}</p>
      </div>
    </li>
  );
}
