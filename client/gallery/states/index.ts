/** Every state by its name: the screen's, a dot, what is special. */
import type { ComponentType } from "react";
import type { State } from "../live";
import { designStates } from "./design";
import { diagnoseStates } from "./diagnose";
import { measureStates } from "./measure";
import { pitchStates } from "./pitch";
import { roomStates } from "./room";
import { runStates } from "./run";

export const states: Readonly<Record<string, State & { Screen: ComponentType; /** It brings its own bar. */ isBare?: boolean }>> = { ...diagnoseStates, ...designStates, ...measureStates, ...pitchStates, ...runStates, ...roomStates };
