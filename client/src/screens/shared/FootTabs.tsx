/** The tabs at the foot of a phone: the parts of a screen that stand beside each other on a desk. */
import { classes } from "../../parts/classes";
import { Icon, type IconName } from "../../parts/Icon";
import { text } from "../../text";
import styles from "./FootTabs.module.css";

export interface FootTab { id: string; title: string; icon: IconName; hasNews?: boolean; newsLabel?: string }

export function FootTabs({ tabs, value, onChange, className }: { tabs: readonly FootTab[]; value: string; onChange: (id: string) => void; className?: string }) {
  return (
    <nav className={classes(styles.tabs, className)} aria-label={text.work.tabs} data-screen-only>
      {tabs.map((tab) => (
        <button key={tab.id} type="button" className={styles.tab} aria-current={tab.id === value ? "page" : undefined} onClick={() => onChange(tab.id)}>
          <Icon name={tab.icon} size={20} />
          {tab.title}
          {tab.hasNews && <span className={styles.dot}><span className="vh">{tab.newsLabel}</span></span>}
        </button>
      ))}
    </nav>
  );
}
