/** The words of an open exhibit, and of screens that come after Diagnose or belong to others: fetched with the first. */
export { attached } from "./attached";
export { bet } from "./bet";
export { computed } from "./computed";
export { debrief } from "./debrief";
export { design } from "./design";
export { download } from "./download";
export { evidence } from "./evidence";
export { facilitate } from "./facilitate";
export { help } from "./help";
export { measure } from "./measure";
export { ownLink } from "./ownLink";
export { pitch } from "./pitch";
export { projector } from "./projector";
export { rating } from "./rating";
export { run } from "./run";
export { score } from "./score";
