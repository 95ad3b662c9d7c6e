/** Views of one thing. Panels are mounted when shown. */
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components/Tabs";
import { classes } from "./classes";
import styles from "./Tabs.module.css";

export interface TabView { id: string; title: ReactNode; children: ReactNode; count?: number; isDisabled?: boolean }

export function Tabs({ label, views, value, onChange, className, end }: { label: string; views: readonly TabView[]; value?: string; onChange?: (id: string) => void; className?: string; end?: ReactNode }) {
  return (
    <AriaTabs className={classes(styles.tabs, className)} selectedKey={value} onSelectionChange={(key) => onChange?.(String(key))}>
      <div className={styles.strip}>
        <TabList aria-label={label} className={styles.list}>
          {views.map((view) => (
            <Tab key={view.id} id={view.id} isDisabled={view.isDisabled} className={styles.tab}>
              {view.title}{view.count !== undefined && <span className={classes(styles.count, "num")}>{view.count}</span>}
            </Tab>
          ))}
        </TabList>
        {end}
      </div>
      {views.map((view) => <TabPanel key={view.id} id={view.id} className={styles.panel}>{view.children}</TabPanel>)}
    </AriaTabs>
  );
}
