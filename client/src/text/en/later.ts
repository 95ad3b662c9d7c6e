/** The words of screens that come after Diagnose or belong to others: fetched with the first such screen. */
export { debrief } from "./debrief";
export { design } from "./design";
export { facilitate } from "./facilitate";
export { measure } from "./measure";
export { pitch } from "./pitch";
export { projector } from "./projector";
export { run } from "./run";
