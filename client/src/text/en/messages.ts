/** Team chat and the facilitator's words to all. */
export const messages = {
  title: "Messages",
  open: "Messages",
  openNew: (count: number) => (count === 1 ? "Messages, 1 new" : `Messages, ${count} new`),
  none: "No messages yet. What you write here goes to your team; the facilitators can read it.",
  field: "Write to your team",
  send: "Send",
  you: "You",
  toAll: "to all",
  fromToAll: (name: string) => `${name}, to all:`,
  fromToTeam: (name: string) => `${name}, to your team:`,
  saidToAll: (said: string) => `The facilitator says: ${said}`,
  saidByMate: (said: string) => `New message: ${said}`,
};
