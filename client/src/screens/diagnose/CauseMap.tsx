/**
 * The cause map: six boxes of cards, a grid for the arrow keys with one tab stop.
 *
 * What moves a card: dragging it, its grip from the keyboard, "Move to" in its menu. A move that is refused leaves the card
 * where it was, with one sentence.
 */
import { Fragment, type KeyboardEvent, useRef, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Note } from "../../parts/Note";
import { useDo, useLive } from "../../records";
import { text } from "../../text";
import type { Box as BoxName } from "../../wire/types.gen";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { useMapTold } from "./useMapTold";
import { type Arrow, boxes, boxesInRow, nextStop } from "./boxes";
import { Box } from "./Box";
import styles from "./CauseMap.module.css";

const arrows: readonly string[] = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"] satisfies Arrow[];

export function CauseMap({ onKeys }: { onKeys: () => void }) {
  const team = useTeam() ?? "-";
  const { canEdit } = useStanding("diagnose");
  const { move, problem } = useMove(team);
  const root = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  const [adding, setAdding] = useState<BoxName | null>(null);
  useMapTold(team);

  function onKeyDown(event: KeyboardEvent) {
    const at = event.target as HTMLElement;
    if (at.dataset.stop === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") return onKeys();
    if (!arrows.includes(event.key)) return;
    const found = [...(root.current?.querySelectorAll<HTMLElement>("[data-box]") ?? [])].map((box) => [...box.querySelectorAll<HTMLElement>("[data-stop]")]);
    const box = found.findIndex((stops) => stops.includes(at));
    if (box < 0) return;
    event.preventDefault();
    const next = nextStop(found.map((stops) => stops.length), { box, index: found[box]?.indexOf(at) ?? 0 }, event.key as Arrow);
    found[next.box]?.[next.index]?.focus();
  }

  return (
    <>
      <h2 className="vh">{text.diagnose.map.label}</h2>
      {problem && <Note look="cau" role="status">{problem}</Note>}
      <div ref={root} className={styles.map} role="group" aria-label={text.diagnose.map.label} onKeyDown={onKeyDown}
        onFocus={(event) => { const { stop: at } = (event.target as HTMLElement).dataset; if (at !== undefined) setStop(at); }}>
        {boxes.map((box, at) => (
          <Fragment key={box}>
            {at % boxesInRow === 0 && <div className={styles.side} aria-hidden="true"><span>{at === 0 ? text.diagnose.map.environment : text.diagnose.map.person}</span></div>}
            <Box box={box} stop={stop} isFirst={at === 0} canEdit={canEdit} isAdding={adding === box} onAdd={setAdding} onMove={move} />
          </Fragment>
        ))}
      </div>
    </>
  );
}

export type MoveTo = (claim: string, box: BoxName) => void;

/** Move a card as it is now into a box; the sentence of a refusal stands over the map until the next move. */
function useMove(team: string): { move: MoveTo; problem: string } {
  const act = useDo();
  const { records } = useLive();
  const announce = useAnnounce();
  const [problem, setProblem] = useState("");
  const words = text.diagnose.map;
  async function move(id: string, box: BoxName) {
    const claim = records.get(`claim/${team}/${id}`);
    if (claim === undefined || claim.box === box) return;
    setProblem("");
    announce.polite(words.moved(claim.text, words.box[box]));
    const answer = await act("claim.put", { team, id, text: claim.text, box, cause: claim.cause, revision: claim.revision });
    if (!answer.ok) setProblem(words.movedBack(answer.message));
  }
  return { move: (id, box) => void move(id, box), problem };
}
