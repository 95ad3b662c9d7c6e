/** Ask before a cause goes, since its pins go with it. One without pins goes at once. */
import { useEffect } from "react";
import { Confirm } from "../../parts/Dialog";
import { useDo, useFigure } from "../../records";
import { text } from "../../text";
import type { Claim } from "../../wire/types.gen";
import { useTeam } from "../shared/team";
import { pinsOf } from "./cards";
import { place } from "./place";

export function RemoveCause({ id, claim, isOpen, onClose }: { id: string; claim: Claim; isOpen: boolean; onClose: () => void }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const { pins } = useFigure(pinsOf(team, id), [team, id]);
  const words = text.diagnose.inspector;
  const isBare = pins.length === 0;
  function remove() {
    onClose();
    place.claim(null);
    void act("claim.drop", { team, id });
  }
  useEffect(() => {
    if (isOpen && isBare) remove();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked once, when it opens
  }, [isOpen]);
  return (
    <Confirm isOpen={isOpen && !isBare} title={words.removeTitle(claim.text)} act={words.removeGo} stay={words.removeStay} onAct={remove} onStay={onClose}>
      <p>{words.removeText(pins.length)}</p>
    </Confirm>
  );
}
