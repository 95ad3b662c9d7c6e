/** The evidence of a card: each exhibit with what in it says so and how strongly; pin another, change one, unpin it. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { useFigure, useRecord } from "../../records";
import { text } from "../../text";
import { useTeam } from "../shared/team";
import { byTag, type Pin, pinsOf } from "./cards";
import { PinForm } from "./PinForm";
import { place, usePlace } from "./place";
import { openTags } from "./room";
import styles from "./Inspector.module.css";

const words = text.cause;

export function PinList({ id, canEdit }: { id: string; canEdit: boolean }) {
  const team = useTeam() ?? "-";
  const { pins, supports, contradicts } = useFigure(pinsOf(team, id), [team, id]);
  const { isPinning } = usePlace();
  const [changing, setChanging] = useState<string | null>(null);
  return (
    <section className={styles.section}>
      <Head level={3} end={<span className="num">{words.counts(supports, contradicts)}</span>}>{words.evidence}</Head>
      {pins.length === 0 && <p className="t13 dim">{words.noEvidence}</p>}
      <ul className={styles.pins}>
        {pins.map((pin) => (
          <li key={pin.key}>
            {changing === pin.evidence
              ? <PinForm claim={id} tag={pin.evidence} pin={pin} onDone={() => setChanging(null)} />
              : <Row pin={pin} canEdit={canEdit} onChange={() => setChanging(pin.evidence)} />}
          </li>
        ))}
      </ul>
      {canEdit && (isPinning
        ? <Pick id={id} pinned={pins.map((pin) => pin.evidence)} onDone={() => place.claim(id)} />
        : <Button look="quiet" size="sm" onPress={() => place.pin(id)} className={styles.outdent}><Icon name="pin" size={14} />{words.pin}<kbd>P</kbd></Button>)}
    </section>
  );
}

function Row({ pin, canEdit, onChange }: { pin: Pin; canEdit: boolean; onChange: () => void }) {
  const team = useTeam() ?? "-";
  const title = useRecord(`evidence/${team}/${pin.evidence}`)?.title ?? "";
  return (
    <div className={styles.pin}>
      <ExhibitTag tag={pin.evidence} look={pin.stance === "supports" ? "for" : "against"} sense={`${text.diagnose.map[pin.stance]}, ${title}`} onPress={() => place.exhibit(pin.evidence)} className={styles.tag} />
      <div>
        <p dir="auto" className={styles.note}>{pin.note || title}</p>
        <p className="t12 faint row g4">{words.strengths[pin.strength]}{canEdit && <Button look="quiet" size="sm" onPress={onChange} aria-label={`${words.change} ${pin.evidence}`} className={styles.small}>{words.change}</Button>}</p>
      </div>
    </div>
  );
}

/** First which exhibit, then how it bears. */
function Pick({ id, pinned, onDone }: { id: string; pinned: readonly string[]; onDone: () => void }) {
  const team = useTeam() ?? "-";
  const open = useFigure(openTags(team), [team]);
  const [tag, setTag] = useState<string | null>(null);
  const free = open.filter((candidate) => !pinned.includes(candidate)).sort(byTag);
  if (tag !== null) return <PinForm claim={id} tag={tag} onDone={onDone} />;
  return (
    <div className={styles.pick} role="group" aria-label={words.pinWhich} onKeyDown={(event) => { if (event.key === "Escape") onDone(); }}>
      <p className="t12 faint">{open.length === 0 ? words.pinNoneOpen : free.length === 0 ? words.pinNone : words.pinWhich}</p>
      <ul>{free.map((candidate, at) => <li key={candidate}><Choice tag={candidate} isFirst={at === 0} onPress={() => setTag(candidate)} /></li>)}</ul>
      <Button size="sm" onPress={onDone}>{words.cancel}</Button>
    </div>
  );
}

function Choice({ tag, isFirst, onPress }: { tag: string; isFirst: boolean; onPress: () => void }) {
  const team = useTeam() ?? "-";
  const title = useRecord(`evidence/${team}/${tag}`)?.title ?? "";
  return <Button look="quiet" size="sm" wide autoFocus={isFirst} onPress={onPress} className={styles.choice}><ExhibitTag tag={tag} /><span>{title}</span></Button>;
}
