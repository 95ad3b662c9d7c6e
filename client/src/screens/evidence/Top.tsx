/** The bar over an exhibit: the way back, what it is, who reads it too, hours left. */
import { type ReactNode, useEffect, useRef } from "react";
import { Avatar } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Icon } from "../../parts/Icon";
import { firstName, useFigure, useLang } from "../../records";
import { format, text } from "../../text";
import { hoursOf } from "../diagnose/room";
import { place, usePlace } from "../diagnose/place";
import { useTeam } from "../shared/team";
import { usePhone } from "../shared/useMedia";
import { useMatesAt } from "../shared/whereabouts";
import styles from "./Evidence.module.css";

export function Top({ tag, title, meta, children }: { tag?: string; title: string; meta: ReactNode; children?: ReactNode }) {
  const team = useTeam() ?? "-";
  const isPhone = usePhone();
  const { tab } = usePlace();
  const lang = useLang();
  const { left, budget } = useFigure(hoursOf(team), [team]);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed to get here is gone: the line of the room, or the button that opened the exhibit.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [title, meta]);
  return (
    <div className={styles.top}>
      <Button look="quiet" size="sm" onPress={place.map}><Icon name="back" />{isPhone ? text.diagnose.tabs[tab] : text.evidence.back}</Button>
      {tag !== undefined && <ExhibitTag tag={tag} size="lg" className={styles.tag} />}
      <div className={styles.title}><h1 ref={heading} tabIndex={-1} className="h4" lang={lang}>{title}</h1><p className="t12 faint">{meta}</p></div>
      <div className={styles.topEnd}>
        {tag !== undefined && <Readers tag={tag} />}
        <span className="t13 num nowrap"><b>{format.hours(left)}</b> <span className="faint">{text.diagnose.room.of(budget)}</span></span>
        {children}
      </div>
    </div>
  );
}

function Readers({ tag }: { tag: string }) {
  const team = useTeam() ?? "-";
  const readers = useMatesAt(team, "exhibit", tag);
  const [first] = readers;
  if (first === undefined) return null;
  return <span className={styles.readers}><Avatar name={first.name} size="xs" />{text.evidence.readers(readers.map((mate) => firstName(mate.name)))}</span>;
}
