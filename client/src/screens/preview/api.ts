/**
 * What the page asks the server of a preview, and what it answers (server/practicum/preview).
 *
 * The state comes by one question that is held until there is news; whoever lost the server asks again now and then.
 */
import type { PhaseName } from "../../app/phases";

export interface Finding { rule: string; about: string; severity: "error" | "warning"; file: string; line: number; column: number; line_shown: string; underline: string; message: string; hint: string; related: string; screen: string | null }
export interface KpiSeen { id: string; label: string; unit: string; baseline: number; attainable: number; value: number }
export interface CauseSeen { id: string; label: string; box: Box; decoy: boolean; share: Record<string, number>; blocked_by: Record<string, number>; explain: string; acted_on_by: Record<string, number> }
export interface ExhibitSeen { tag: string; title: string; kind: string; hours: number; minutes: number; opens: string; delay: number; decisive: boolean; says: Record<string, number>; person: string | null; request: string | null }
export interface Named { id: string; label: string }
export interface EventSeen { id: string; title: string; when: string; phase: PhaseName; options: number; default: string | null; contingency_for: string | null }
export interface PhaseSeen { phase: PhaseName; minutes: number; others: number[] }
export interface PlanSeen { rank: number; items: string[]; called: string[]; cost: number; net: number; roi_percent: number | null; gap_closed: number | null }
export interface TestSeen { test: string; of: string; figure: string; expects: string; found: number | null; holds: boolean }
export type Box = "information" | "resources" | "incentives" | "knowledge" | "capacity" | "motives";

export interface CaseSeen {
  id: string; title: string; language: string; languages: string[]; currency: string; budget: number; analyst_hours: number; training_is: string;
  kpis: KpiSeen[]; causes: CauseSeen[]; exhibits: ExhibitSeen[]; people: Named[]; requests: Named[]; items: Named[]; events: EventSeen[]; phases: PhaseSeen[]; timings: Named[]; intended: string[]; sponsor_asks: string[];
}
export interface Plans { says: string[]; picture: string; plans: PlanSeen[]; tests: TestSeen[] }
export interface State { revision: string; version: string; path: string; broken: boolean; checking: boolean; findings: Finding[]; case: CaseSeen | null; plans: Plans | null }
export interface Staged { scene: string; language: string; version: string; session: string; seats: { participant: string; facilitator: string; rater: string } }

const againMs = 1_000;
const giveUpMs = 40_000;

/** Tell each new state, and null while nobody answers; until what is returned is called. */
export function follow(tell: (state: State | null) => void): () => void {
  const end = new AbortController();
  void (async () => {
    let after = "";
    while (!end.signal.aborted) {
      try {
        const response = await fetch(`/api/preview?after=${encodeURIComponent(after)}`, { signal: AbortSignal.any([end.signal, AbortSignal.timeout(giveUpMs)]) });
        if (response.status === 200) {
          const state = (await response.json()) as State;
          after = state.revision;
          tell(state);
        } else if (response.status !== 204) {
          throw new Error(String(response.status));
        }
      } catch {
        if (end.signal.aborted) return;
        after = "";
        tell(null);
        await new Promise((wake) => setTimeout(wake, againMs));
      }
    }
  })();
  return () => end.abort();
}

/** What the documentation says about a rule, as Markdown; empty if nobody answers. */
export async function meaningOf(rule: string): Promise<string> {
  try {
    const response = await fetch(`/api/preview/rules/${encodeURIComponent(rule)}`, { signal: AbortSignal.timeout(giveUpMs) });
    return response.ok ? withExamples(((await response.json()) as { text: string }).text) : "";
  } catch {
    return "";
  }
}

/** The examples of a rule's section, which a terminal shows indented below "wrong:" and "right:", as code; its title left out. */
export function withExamples(section: string): string {
  const [, ...rest] = section.split("\n");
  return `${rest.join("\n")}\n`.replace(/^(wrong|right):\n\n((?:(?: {2}.*)?\n)+)/gm, (_, what: string, code: string) => `**${what === "wrong" ? "Wrong" : "Right"}**\n\n\`\`\`\n${code.replace(/^ {2}/gm, "").trim()}\n\`\`\`\n\n`).trim();
}

/** Have a scene set up; what can't be is said in a sentence. */
export async function setUp(scene: string, language: string, timing: string, afresh: boolean): Promise<Staged | string> {
  try {
    const response = await fetch("/api/preview/scenes", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ scene, language, timing, afresh }), signal: AbortSignal.timeout(giveUpMs) });
    const answer = (await response.json()) as Staged | { message: string };
    return "message" in answer ? answer.message : answer;
  } catch {
    return "";
  }
}
