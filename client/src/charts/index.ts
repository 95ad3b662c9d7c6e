/** Charts: plain SVG, redrawn at their container's width, with a table one click away. */
export { BlindChart, Hatch } from "./BlindChart";
export { ChartFrame, type ChartFrameProps, type ChartTable } from "./ChartFrame";
export type { Point, Series } from "./geometry";
export { BarChart, LineChart } from "./lazy";
export { TableChart } from "./TableChart";
