/** A team's sign-off of a phase's work: how it stands, and my two moves. Team-mates' signatures are announced. */
import { useEffect, useRef } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { firstName, useDo, useFigure, useSelf } from "../../records";
import { text } from "../../text";
import { type Attempt, useAttempt } from "./attempt";
import { type Mark, type Signing, signing } from "./signing";
import type { Signable } from "./signable";
import { type Standing, useStanding } from "./standing";
import { useTeam } from "./team";

export interface SignOffState extends Signing {
  /** My own signature; `none` for somebody who only looks. */
  mine: Mark;
  standing: Standing;
  attempt: Attempt;
  sign(): void;
  unsign(): void;
}

export function useSignOff(phase: Signable): SignOffState {
  const team = useTeam() ?? "-";
  const { seat } = useSelf();
  const state = useFigure(signing(team, phase), [team, phase]);
  const standing = useStanding(phase);
  const attempt = useAttempt();
  const act = useDo();
  useAnnounced(state, seat);
  const { revision } = state;
  return {
    ...state,
    mine: state.signers.find((signer) => signer.seat === seat)?.mark ?? "none",
    standing,
    attempt,
    sign: () => void (revision !== null && attempt.run(() => act("work.sign", { team, phase, revision }))),
    unsign: () => void attempt.run(() => act("work.unsign", { team, phase })),
  };
}

/** Say once when a team-mate agrees. */
function useAnnounced(state: Signing, me: string): void {
  const announce = useAnnounce();
  const before = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const agreed = new Set(state.signers.filter((signer) => signer.mark === "agreed").map((signer) => signer.seat));
    if (before.current !== null) {
      for (const signer of state.signers) if (agreed.has(signer.seat) && !before.current.has(signer.seat) && signer.seat !== me) announce.polite(text.work.sign.said(firstName(signer.name), state.agreed, state.of));
    }
    before.current = agreed;
  }, [state, me, announce]);
}
