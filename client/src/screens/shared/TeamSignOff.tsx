/**
 * The sign-off bar of a working screen: the team's statement, its faces, "3 of 5 agreed", one button.
 *
 * The caller brings the statement and may name a `gate`: what must be done before anybody can sign.
 */
import type { ReactNode } from "react";
import { Avatar, Faces } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { SignOff } from "../../parts/SignOff";
import { Tag } from "../../parts/Tag";
import { firstName, useSeatsHere, useSelf } from "../../records";
import { text } from "../../text";
import type { Signable } from "./signable";
import { type SignOffState, useSignOff } from "./useSignOff";

export interface TeamSignOffProps {
  phase: Signable;
  label: string;
  above?: ReactNode;
  statement: ReactNode;
  edit?: ReactNode;
  aside?: ReactNode;
  /** What must be done first, in words; null when the work can be signed. */
  gate?: string | null;
  /** A button that leads to what must be done first; it stands where "Agree and sign" would. */
  gateAction?: ReactNode;
  /** One row: for a statement that is a remark, not the team's own text. */
  isSlim?: boolean;
  className?: string;
}

export function TeamSignOff({ phase, gate, gateAction, ...places }: TeamSignOffProps) {
  const state = useSignOff(phase);
  return (
    <SignOff
      {...places}
      count={<Count state={state} />}
      faces={<SignedFaces state={state} />}
      notice={notice(state, gate ?? null)}
      action={gate && state.standing.canEdit && gateAction !== undefined ? gateAction : <Act state={state} gate={gate ?? null} />}
    />
  );
}

function Count({ state }: { state: SignOffState }) {
  const words = text.work.sign;
  if (state.decided !== null) return <Tag look={state.decided.signed ? "pos" : "plain"} icon={state.decided.signed ? "check" : undefined}>{words.decided(state.decided.signed, state.decided.agreed, state.decided.of)}</Tag>;
  return <span className="num"><b>{words.of(state.agreed, state.of)}</b> {words.agreed}</span>;
}

/** The team's faces; a tick for whoever agreed to the work as it is. */
export function SignedFaces({ state }: { state: SignOffState }) {
  const { seat: me } = useSelf();
  const here = useSeatsHere();
  return (
    <Faces>
      {state.signers.map(({ seat, name, mark }) => {
        const isAway = seat !== me && !here.includes(seat);
        const words = [seat === me && text.shell.you, isAway && text.shell.away, text.work.sign.mark[mark]].filter(Boolean).join(", ");
        return <Avatar key={seat} name={name} label={`${name} (${words})`} isMe={seat === me} isAway={isAway} isAgreed={mark === "agreed"} />;
      })}
    </Faces>
  );
}

function notice(state: SignOffState, gate: string | null): ReactNode {
  const words = text.work.sign;
  if (state.decided !== null) return null;
  if (state.attempt.refusal) return <span role="status">{state.attempt.refusal}</span>;
  if (gate !== null) return gate;
  if (state.mine === "stale") return [words.staleMine(firstName(state.editorName)), state.standing.why].filter(Boolean).join(" ");
  const stale = state.signers.filter((signer) => signer.mark === "stale").length;
  if (state.standing.why !== null && state.standing.hindrance !== "watching") return state.standing.why;
  return stale > 0 ? words.staleOthers(stale) : null;
}

function Act({ state, gate }: { state: SignOffState; gate: string | null }) {
  const words = text.work.sign;
  const { standing, mine, attempt } = state;
  if (standing.hindrance === "watching" || standing.hindrance === "closed" || standing.hindrance === "ended" || standing.hindrance === "removed") return null;
  if (mine === "agreed") return <Button onPress={state.unsign} isPending={attempt.isPending} isDisabled={!standing.canCommit}>{words.takeBack}</Button>;
  return (
    <Button look="go" onPress={state.sign} isPending={attempt.isPending} isDisabled={!standing.canCommit || gate !== null || state.revision === null}>
      {mine === "stale" ? words.again : words.go}
    </Button>
  );
}
