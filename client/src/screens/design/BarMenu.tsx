/** Everything that can be done to a bar without dragging: its month, its causes, out of the plan. */
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { useFigure } from "../../records";
import { text } from "../../text";
import { useBoard } from "./board";
import { monthOf, months, monthStart } from "./calendar";
import { causes, type Planned } from "./plan";
import styles from "./Board.module.css";

export function BarMenu({ entry }: { entry: Planned }) {
  const { team, from, moves } = useBoard();
  const words = text.design;
  const known = useFigure(causes(team), [team]);
  const { claims, start } = entry.planned;
  const linked = new Set(claims);
  const now = monthOf(start);
  return (
    <Menu
      label={words.menu(entry.label)}
      trigger={<Button look="quiet" size="sm" icon className={styles.more} aria-label={words.menu(entry.label)}><Icon name="more" /></Button>}
      groups={[
        {
          title: words.moveTo,
          entries: months.filter((month) => monthStart(month) >= from).map((month) => ({ id: `month ${month}`, text: words.month(month), after: month === now ? words.here : undefined, onAct: () => moves.change(entry.item, { start: monthStart(month) }) })),
        },
        {
          title: words.linkTo,
          entries: known.map(({ claim, text: said }) => ({ id: `claim ${claim}`, text: said, before: <Icon name={linked.has(claim) ? "check" : "plus"} size={14} />, onAct: () => moves.link(entry.item, claim, !linked.has(claim)) })),
        },
        { entries: [{ id: "remove", text: words.remove, isCritical: true, onAct: () => moves.remove(entry.item) }] },
      ]}
    />
  );
}
