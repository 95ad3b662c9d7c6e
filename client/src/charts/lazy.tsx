/** Charts that are fetched when the first one is drawn; until then their place is kept. */
import { type ComponentProps, lazy, Suspense } from "react";
import styles from "./Chart.module.css";

const Line = lazy(() => import("./LineChart"));
const Bar = lazy(() => import("./BarChart"));

export function LineChart(props: ComponentProps<typeof Line>) {
  return <Suspense fallback={<div className={styles.box} style={{ minHeight: props.height ?? 200 }} />}><Line {...props} /></Suspense>;
}

export function BarChart(props: ComponentProps<typeof Bar>) {
  return <Suspense fallback={<div className={styles.box} style={{ minHeight: 40 * props.bars.length }} />}><Bar {...props} /></Suspense>;
}
