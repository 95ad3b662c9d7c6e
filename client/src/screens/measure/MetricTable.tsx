/** Every instrument of the case by level, from the result down: chosen ones filled in, the others hatched. */
import { Fragment } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Avatar } from "../../parts/Avatar";
import { Checkbox } from "../../parts/Choice";
import { Icon } from "../../parts/Icon";
import { Sheet } from "../../parts/Sheet";
import { useFigure, useLang } from "../../records";
import { format, text } from "../../text";
import { useMedia } from "../design/useMedia";
import { useMatesAt } from "../shared/whereabouts";
import { lacks, type Link, numberOf, type Rung, rungs } from "./chain";
import { useChain } from "./chosen";
import { MetricTrouble } from "./MetricTrouble";
import { reading } from "./units";
import styles from "./Measure.module.css";

export function MetricTable() {
  const { team } = useChain();
  const all = useFigure(rungs(team), [team]);
  const words = text.measure.columns;
  return (
    <Sheet className={styles.sheet}>
      <table className={styles.table}>
        <caption className="vh">{text.measure.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.level}</th><th scope="col"><span className="vh">{words.choose}</span></th><th scope="col">{words.metric}</th>
            <th scope="col" data-number>{words.today}</th><th scope="col" data-number>{words.target}</th><th scope="col" data-number>{words.month}</th>
            <th scope="col" className={styles.how}>{words.how}</th><th scope="col" className={styles.owner}>{words.owner}</th><th scope="col" data-number>{words.cost}</th>
          </tr>
        </thead>
        {all.map((rung, at) => <Level key={rung.level} rung={rung} isLast={at === all.length - 1} />)}
      </table>
    </Sheet>
  );
}

function Level({ rung: { level, links }, isLast }: { rung: Rung; isLast: boolean }) {
  const words = text.measure;
  const { moves } = useChain();
  const hasOwner = useHasOwner();
  return (
    <tbody>
      {links.map((link, at) => (
        <Fragment key={link.instrument}>
          <Row link={link}>
            {at === 0 && (
              <th scope="rowgroup" rowSpan={links.length + links.filter(({ instrument }) => moves.trouble?.about === instrument).length} className={styles.level}>
                <span className={styles.levelName}><span className={styles.number} aria-label={words.levelNumber(numberOf(level))}>{numberOf(level)}</span><span><b>{words.level[level]}</b><small>{words.levelAbout[level]}</small></span></span>
                {!isLast && <span className={styles.because} aria-hidden="true"><Icon name="up" size={12} />{words.because}</span>}
              </th>
            )}
          </Row>
          {moves.trouble?.about === link.instrument && <tr><td colSpan={hasOwner ? 8 : 7} className={styles.trouble}><MetricTrouble trouble={moves.trouble} /></td></tr>}
        </Fragment>
      ))}
    </tbody>
  );
}

function Row({ link, children }: { link: Link; children: React.ReactNode }) {
  const { canEdit, currency, selected, select, moves } = useChain();
  const { instrument, metric, label, unit } = link;
  const words = text.measure;
  const cost = link.cost + (metric?.plan_baseline ? link.baseline_cost : 0);
  const lack = metric ? lacks(link, metric) : null;
  const hasOwner = useHasOwner();
  return (
    <tr data-off={metric === undefined || undefined} data-selected={selected === instrument || undefined}>
      {children}
      <td className={styles.check}>
        <Checkbox aria-label={words.choose(label)} isSelected={metric !== undefined} isDisabled={!canEdit} onChange={(isOn) => { select(instrument); if (isOn) moves.choose(instrument); else moves.drop(instrument); }}>{""}</Checkbox>
      </td>
      <td className={styles.metric}>
        <AriaButton className={styles.open} onPress={() => select(instrument)} aria-label={words.open(label)} aria-pressed={selected === instrument}><span lang={useLang()}>{label}</span></AriaButton>
        <Mates instrument={instrument} />
      </td>
      {metric === undefined
        ? <td colSpan={hasOwner ? 5 : 4} className={styles.off}><span>{words.off}</span></td>
        : (
          <>
            <td data-number data-label={words.columns.today}>{link.today !== null ? reading(link.today, unit) : metric.plan_baseline ? <span className="faint">{words.planned}</span> : <span className="faint">{words.notKnown}</span>}</td>
            <td data-number data-label={words.columns.target} className={styles.mine}>{metric.target === null ? <Set /> : reading(metric.target, unit)}</td>
            <td data-number data-label={words.columns.month}>{metric.month ?? <Set />}</td>
            <td className={styles.how} data-label={words.columns.how}>{words.howShort[metric.isolation]}{lack && <span className={styles.lack}><Icon name="warning" size={12} />{words.needs[lack]}</span>}</td>
            <td className={styles.owner} data-label={words.columns.owner}>{metric.owner || <Set />}</td>
          </>
        )}
      <td data-number data-label={words.columns.cost} className={styles.cost}>{cost === 0 ? words.free : format.moneyShort(cost, currency)}</td>
    </tr>
  );
}

/** Whether there is room for the column of owners; the styles hide it at the same width. */
function useHasOwner(): boolean {
  return useMedia("(min-width: 1361px)");
}

/** Something that is still to be filled in. */
function Set() {
  return <span className={styles.open2}>–</span>;
}

function Mates({ instrument }: { instrument: string }) {
  const { team } = useChain();
  const mates = useMatesAt(team, "instrument", instrument);
  return <>{mates.slice(0, 2).map(({ seat, name }) => <Avatar key={seat} size="sm" name={name} label={text.measure.looks(name)} className={styles.mate} />)}</>;
}
