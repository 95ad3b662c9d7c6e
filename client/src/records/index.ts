/** What screens import: the hooks, the keys' types, and the verbs. */
export * from "./drafts";
export * from "./figures";
export * from "./hooks";
export * from "./keys";
export * from "./live";
export * from "./moves";
export type { Change, Guess, See } from "./records";
export * from "./people";
