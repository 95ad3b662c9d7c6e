/** Words that all working screens share: what hinders, agreeing, the keys. */
export const work = {
  why: {
    watching: "You are looking on. Only the team can change this.",
    removed: "You are no longer in this session. Everything stays readable.",
    ended: "The session has ended. Everything stays readable.",
    closed: "This phase is closed. You can look at it, and nothing changes.",
    paused: "Paused by the facilitator. This waits until the session goes on.",
    offline: "Not connected. This waits until you are back.",
  },
  points: (amount: string, isOne: boolean) => `${amount}\u00a0percentage ${isOne ? "point" : "points"}`,
  sign: {
    go: "Agree and sign",
    again: "Agree again",
    takeBack: "Take back",
    of: (agreed: number, of: number) => `${agreed} of ${of}`,
    agreed: "agreed",
    mark: { agreed: "agreed", stale: "signed an older text", none: "not yet" },
    staleMine: (editor: string) => (editor === "" ? "Changed since you signed." : `Changed since you signed, by ${editor}.`),
    staleOthers: (count: number) => (count === 1 ? "One signature is older than the last change." : `${count} signatures are older than the last change.`),
    decided: (signed: boolean, agreed: number, of: number) => (signed ? `Signed by all ${of}` : `Closed with ${agreed} of ${of} agreed`),
    said: (name: string, agreed: number, of: number) => `${name} agreed. ${agreed} of ${of}.`,
  },
  keys: {
    title: "Keys",
    open: "Keys",
    off: "Single-letter keys",
    offHint: "They act only while a card has the focus.",
    close: "Close",
  },
  conflict: {
    title: (name: string) => (name === "" ? "Somebody changed this while you wrote." : `${name} changed this while you wrote.`),
    mine: "Yours",
    keepMine: "Keep mine",
    takeTheirs: "Take theirs",
  },
  tabs: "Parts of this phase",
  later: "Later",
};
