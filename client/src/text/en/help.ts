/** What is asked of the facilitator, and whether it was read. */
export const help = {
  title: "Ask the facilitator for help",
  field: "What do you need?",
  hint: "Your team and the facilitators see this.",
  send: "Ask for help",
  cancel: "We no longer need it",
  waiting: "The facilitator has been told. You will see here when they have read it.",
  read: (name: string) => `${name} has read it and will come to you.`,
};
