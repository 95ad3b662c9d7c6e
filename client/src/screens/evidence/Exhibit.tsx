/**
 * An exhibit: its cover with what it costs until it is open, then the document, with pins and notes beside it.
 *
 * A second exhibit can stand beside the first to compare. Reading marks it as read in this browser.
 */
import { useEffect } from "react";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { Empty } from "../../parts/Note";
import { firstName, nameOf, useFigure, useLive, useRecord } from "../../records";
import { text } from "../../text";
import type { EvidenceShown } from "../../wire/types.gen";
import { openTags, piecesOf } from "../diagnose/room";
import { place } from "../diagnose/place";
import { markRead } from "../diagnose/useRead";
import { Events } from "../events";
import { setParams, useParam } from "../shared/address";
import { useTeam } from "../shared/team";
import { useSayHere } from "../shared/whereabouts";
import { Cover } from "./Cover";
import { Document } from "./Document";
import { Notes } from "./Notes";
import { PinPanel } from "./PinPanel";
import { Top } from "./Top";
import styles from "./Evidence.module.css";

const words = text.evidence;

export function Exhibit({ tag }: { tag: string }) {
  const team = useTeam() ?? "-";
  const shown = useRecord(`evidence/${team}/${tag}`);
  const beside = useParam("with");
  useSayHere({ exhibit: tag });
  if (shown === undefined) return <div className={styles.gone}><Empty title={words.gone.title} actions={<Button onPress={place.map}>{words.back}</Button>}>{words.gone.text}</Empty></div>;
  return (
    <div className={styles.evidence}>
      <Top tag={tag} title={shown.title} meta={<Meta shown={shown} />}>
        {shown.state === "open" && <Compare tag={tag} beside={beside} />}
      </Top>
      <div className={styles.slips}><Events /></div>
      {shown.state === "open" ? <Open tag={tag} shown={shown} beside={beside} /> : <Cover tag={tag} shown={shown} />}
    </div>
  );
}

function Meta({ shown }: { shown: EvidenceShown }) {
  const by = useFigure(nameOf(shown.opened_by), [shown.opened_by]);
  const kind = words.kind[shown.kind];
  if (shown.state === "open") return <>{kind} · {words.spent(shown.hours)} · {words.openedBy(firstName(by))}</>;
  if (shown.state === "waiting") return <>{kind} · {words.spent(shown.hours)} · {words.askedBy(firstName(by))}</>;
  return <>{kind} · {words.costs(shown.hours)}</>;
}

function Open({ tag, shown, beside }: { tag: string; shown: EvidenceShown; beside: string | null }) {
  const team = useTeam() ?? "-";
  const { session } = useLive();
  const other = useRecord(beside === null ? undefined : `evidence/${team}/${beside}`);
  useEffect(() => markRead(session, tag), [session, tag]);
  return (
    <div className={styles.columns} data-compare={other?.state === "open" || undefined}>
      <Document tag={tag} shown={shown} isMain />
      {other?.state === "open" && beside !== null && <Document tag={beside} shown={other} />}
      <div className={styles.side}>
        <PinPanel tag={tag} />
        <Notes tag={tag} />
      </div>
    </div>
  );
}

function Compare({ tag, beside }: { tag: string; beside: string | null }) {
  const team = useTeam() ?? "-";
  const pieces = useFigure((see) => {
    const open = openTags(team)(see);
    return piecesOf(team)(see).filter((piece) => open.includes(piece.tag) && piece.tag !== tag).map(({ tag: id, title }) => ({ tag: id, title }));
  }, [team, tag]);
  if (beside !== null) return <Button size="sm" onPress={() => setParams({ with: null })}><Icon name="close" size={14} />{words.compareEnd}</Button>;
  return (
    <Menu
      label={words.compare}
      trigger={<Button size="sm" isDisabled={pieces.length === 0}>{words.compare}<Icon name="down" size={14} /></Button>}
      groups={[{ entries: pieces.map((piece) => ({ id: piece.tag, text: `${piece.tag} ${piece.title}`, onAct: () => setParams({ with: piece.tag }) })) }]}
    />
  );
}
