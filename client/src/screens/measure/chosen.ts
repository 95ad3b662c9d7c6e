/** What the parts of Measure share: whose metrics, whether they can change, which one is looked at. */
import { createContext, useContext } from "react";
import type { Metrics } from "./useMetrics";

export interface Chain { team: string; canEdit: boolean; currency: string; selected: string | null; select(instrument: string | null): void; moves: Metrics }

export const ChainContext = createContext<Chain | null>(null);

export function useChain(): Chain {
  const chain = useContext(ChainContext);
  if (chain === null) throw new Error("no chain here: wrap this in ChainContext");
  return chain;
}
