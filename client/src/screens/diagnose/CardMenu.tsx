/** What can be done with a card without a drag: move it, open it, pin to it, remove it. */
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { text } from "../../text";
import type { Claim } from "../../wire/types.gen";
import { boxes } from "./boxes";
import type { MoveTo } from "./CauseMap";
import { place } from "./place";
import { RemoveCause } from "./RemoveCause";
import styles from "./CauseMap.module.css";

export function CardMenu({ id, claim, isStop, onMove }: { id: string; claim: Claim; isStop: boolean; onMove: MoveTo }) {
  const words = text.diagnose.map;
  const [isRemoving, setRemoving] = useState(false);
  return (
    <>
      <Menu
        label={words.menu(claim.text)}
        trigger={<Button className={styles.more} data-menu excludeFromTabOrder={!isStop} aria-label={words.menu(claim.text)}><Icon name="more" size={14} /></Button>}
        groups={[
          { title: words.moveTo, entries: boxes.map((box) => ({ id: `move.${box}`, text: words.box[box], after: box === claim.box ? words.nowHere : undefined, isDisabled: box === claim.box, onAct: () => onMove(id, box) })) },
          { entries: [
            { id: "open", text: words.open, onAct: () => place.claim(id) },
            { id: "pin", text: words.pin, before: <Icon name="pin" size={14} />, onAct: () => place.pin(id) },
            { id: "remove", text: words.remove, before: <Icon name="trash" size={14} />, isCritical: true, onAct: () => setRemoving(true) },
          ] },
        ]}
      />
      <RemoveCause id={id} claim={claim} isOpen={isRemoving} onClose={() => setRemoving(false)} />
    </>
  );
}
