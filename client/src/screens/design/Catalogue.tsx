/** The catalogue of interventions, in three groups; drag one onto a cause, press +, or read about it first. */
import { useRef, useState } from "react";
import { useButton } from "react-aria";
import { Button as AriaButton } from "react-aria-components/Button";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { useFigure, useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import { Segments } from "../shared/Segments";
import { useBoard } from "./board";
import { useDragged } from "./dragging";
import { catalogue, type Entry, firstStart, styles as groups } from "./plan";
import styles from "./Catalogue.module.css";

type Filter = "all" | "training" | "other";

export function Catalogue({ canDrag = true }: { canDrag?: boolean }) {
  const { team } = useBoard();
  const all = useFigure(catalogue(team), [team]);
  const [filter, setFilter] = useState<Filter>("all");
  const words = text.design;
  const shown = all.filter(({ style }) => filter === "all" || (style === "training") === (filter === "training"));
  return (
    <div className={styles.catalogue}>
      <div className="row between">{/* A sheet has it as its title. */}<h2 className={canDrag ? "h4" : "vh"}>{words.catalogue}</h2><span className="t12 faint num">{words.count(all.length)}</span></div>
      <Segments wide className={styles.filter} label={words.filter.label} value={filter} onChange={(id) => setFilter(id ?? "all")} segments={(["all", "training", "other"] as const).map((id) => ({ id, text: words.filter[id] }))} />
      {shown.length === 0 && <p className="t13 dim">{words.none}</p>}
      {groups.filter((group) => shown.some(({ style }) => style === group)).map((group) => (
        <section key={group} className={styles.group}>
          <h3 className="t12 faint">{words.group[group]}</h3>
          <ul>{shown.filter(({ style }) => style === group).map((entry) => <Row key={entry.item} entry={entry} canDrag={canDrag} />)}</ul>
        </section>
      ))}
    </div>
  );
}

function Row({ entry, canDrag }: { entry: Entry; canDrag: boolean }) {
  const { canEdit, from, selected, select, moves } = useBoard();
  const currency = useRecord("case")?.currency ?? "";
  const words = text.design;
  const lang = useLang();
  const isIn = entry.planned !== undefined;
  const open = useRef<HTMLButtonElement>(null);
  function add() {
    select(entry.item);
    moves.add(entry.item, { start: firstStart(from), claims: [] });
    // What was pressed goes; who goes through the catalogue by keys stays in its row.
    open.current?.focus();
  }
  const { dragProps, dragButtonProps } = useDragged({ item: entry.item }, !canEdit || isIn || !canDrag, true);
  const trouble = moves.trouble?.about === entry.item && !isIn ? moves.trouble.message : null;
  return (
    <li className={styles.item} data-in={isIn || undefined} data-selected={selected === entry.item || undefined}>
      <div className={styles.row} {...dragProps}>
        {canDrag && canEdit && <Grip label={words.drag(entry.label)} isDisabled={isIn} props={dragButtonProps} />}
        <AriaButton ref={open} className={styles.open} onPress={() => select(entry.item)}>
          <b lang={lang}>{entry.label}</b>
          <small className="num"><span className={styles.cost}>{format.moneyShort(entry.cost, currency)}</span>{entry.audience && ` · ${entry.audience}`}{entry.asked && <span className={styles.asked}>{words.ask}</span>}</small>
        </AriaButton>
        {isIn
          ? <span className={styles.inside}><Icon name="check" size={14} /><span className="vh">{words.inPlan}</span></span>
          : canEdit && <Button size="sm" icon className={styles.plus} aria-label={words.addTo(entry.label)} onPress={add}><Icon name="plus" size={14} /></Button>}
      </div>
      {trouble && <p className={styles.trouble} role="status"><Icon name="warning" size={14} />{trouble}</p>}
    </li>
  );
}

/** The handle picks up with Enter; Tab then goes from row to row of the plan. */
function Grip({ label, isDisabled, props }: { label: string; isDisabled: boolean; props: object }) {
  const ref = useRef<HTMLDivElement>(null);
  const { buttonProps } = useButton({ ...props, elementType: "div", isDisabled, "aria-label": label }, ref);
  return <div {...buttonProps} ref={ref} className={styles.grip} data-disabled={isDisabled || undefined}><Icon name="grip" /></div>;
}
