/** The phases whose work a team signs. */
export type Signable = "diagnose" | "design" | "measure";
