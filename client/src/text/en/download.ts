/** What can be had as a file: the session for its facilitator, and for everybody what is kept about them. */
export const download = {
  title: "Download",
  tables: "Tables for Excel",
  csv: "Tables as CSV",
  everything: "Everything, as JSON",
  going: "The file is being made.",
  failed: "The file could not be had just now. Please try again.",
  own: {
    title: "What is kept about you",
    about: "Your name, what you give when you join, and what you do and write here are kept with the session. You can have all of it as a file. To be removed, ask whoever leads the session.",
    save: "Save what is kept about me",
  },
};
