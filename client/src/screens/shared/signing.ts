/**
 * How a team's agreement stands: a figure over the work's revision and its members' signatures.
 *
 * A signature counts while it names the work's revision. One that names an older revision is kept and shown as given to
 * an older text. Only active members of the team count.
 */
import type { Signable } from "./signable";
import { crew, nameOf, type See } from "../../records";

/** `none`: there is nothing to sign yet, or not signed; `stale`: signed, and changed since. */
export type Mark = "agreed" | "stale" | "none";

export interface Signer { seat: string; name: string; mark: Mark }

export interface Signing {
  /** The revision of what would be signed; null while there is nothing to sign. */
  revision: number | null;
  /** Who edited it last: the seat, and the name. */
  editor: string | null;
  editorName: string;
  signers: readonly Signer[];
  agreed: number;
  of: number;
  /** How it stood when the phase closed; null while it is open. */
  decided: { signed: boolean; agreed: number; of: number } | null;
}

export const signing = (team: string, phase: Signable) => (see: See): Signing => {
  const now = see.get("phase");
  const round = now?.rounds[phase] ?? 1;
  const work = see.get(`work/${team}/${phase}`);
  const signers = crew(team)(see).map(({ seat, name }): Signer => {
    const signed = see.get(`sign/${team}/${phase}.${round}/${seat}`);
    return { seat, name, mark: signed === undefined ? "none" : signed.revision === work?.revision ? "agreed" : "stale" };
  });
  const decision = now?.phase === phase ? undefined : see.get(`decision/${team}/${phase}`);
  return {
    // An untouched plan can be signed: to do nothing is a decision too.
    revision: work?.revision ?? (phase === "design" ? 0 : null),
    editor: work?.by ?? null,
    editorName: nameOf(work?.by)(see),
    signers,
    agreed: signers.filter((signer) => signer.mark === "agreed").length,
    of: signers.length,
    decided: decision ? { signed: decision.signed, agreed: decision.agreed, of: decision.of } : null,
  };
};
