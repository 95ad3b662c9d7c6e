/** Words of charts. */
export const charts = {
  showTable: "Show as table",
  showChart: "Show as chart",
  source: (text: string) => `Source: ${text}`,
  target: (value: string) => `Target ${value}`,
  blind: "You did not measure this.",
  scroll: "Table, scrolls sideways",
};
