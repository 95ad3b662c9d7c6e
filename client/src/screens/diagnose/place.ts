/**
 * Where one is within Diagnose, kept in the address: an exhibit, a person or a request that is open (each a step of the
 * browser's history), the card that is selected, what the panel at the side shows, the tab of a phone.
 */
import { setParams, useParam } from "../shared/address";

export type Panel = "steps" | "claim" | "bet" | "statement";
export type Tab = "case" | "evidence" | "bet" | "statement";

const nothingOpen = { exhibit: null, person: null, request: null, with: null } as const;

/** What was open when the map was asked for again. */
let left: string | null = null;

/** Whether the line of this exhibit, person or request is where one comes back to; it may be asked once. */
export function comesBackTo(name: string): boolean {
  if (left !== name) return false;
  left = null;
  return true;
}

export const place = {
  exhibit: (tag: string) => setParams({ ...nothingOpen, exhibit: tag }),
  person: (person: string) => setParams({ ...nothingOpen, person }),
  request: (request: string) => setParams({ ...nothingOpen, request }),
  map: () => {
    const open = new URLSearchParams(location.search);
    left = open.get("exhibit") ?? open.get("person") ?? open.get("request");
    setParams(nothingOpen);
  },
  claim: (claim: string | null) => setParams({ claim, panel: null, pin: null }, "replace"),
  /** The card, with the list of exhibits to pin open. */
  pin: (claim: string) => setParams({ claim, panel: null, pin: "1" }, "replace"),
  panel: (panel: "bet" | "statement" | null) => setParams({ panel, claim: null, pin: null, ...(panel === null ? {} : { tab: panel }) }, "replace"),
  tab: (tab: Tab) => setParams({ tab, panel: null, claim: null, pin: null, ...nothingOpen }, "replace"),
};

export interface Place { claim: string | null; isPinning: boolean; panel: Panel; tab: Tab; exhibit: string | null; person: string | null; request: string | null }

export function usePlace(): Place {
  const claim = useParam("claim");
  const panel = useParam("panel");
  const tab = useParam("tab");
  return {
    claim,
    isPinning: useParam("pin") !== null,
    panel: claim !== null ? "claim" : panel === "bet" || panel === "statement" ? panel : "steps",
    tab: tab === "case" || tab === "evidence" || tab === "statement" ? tab : "bet",
    exhibit: useParam("exhibit"),
    person: useParam("person"),
    request: useParam("request"),
  };
}
