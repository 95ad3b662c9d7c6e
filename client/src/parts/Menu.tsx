/** A menu on a button: the path that needs no drag and no hover. */
import type { ReactNode } from "react";
import { Header } from "react-aria-components/Header";
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuSection, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import styles from "./Menu.module.css";

export interface MenuEntry {
  id: string;
  text: string;
  /** What stands before the words. */
  before?: ReactNode;
  /** What stands at the end: a key, "now here". */
  after?: ReactNode;
  isDisabled?: boolean;
  /** Set for what removes something. */
  isCritical?: boolean;
  onAct: () => void;
}
export interface MenuGroup { title?: string; entries: readonly MenuEntry[] }

/** `trigger` is one `Button`; the menu opens under it and flips to stay in view. */
export function Menu({ trigger, groups, label }: { trigger: ReactNode; groups: readonly MenuGroup[]; label: string }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover}>
        <AriaMenu aria-label={label} className={styles.menu}>
          {groups.filter((group) => group.entries.length).map((group, index) => (
            <MenuSection key={index} className={styles.group} aria-label={group.title ?? label}>
              {group.title && <Header className={styles.title}>{group.title}</Header>}
              {group.entries.map((entry) => (
                <AriaMenuItem key={entry.id} id={entry.id} textValue={entry.text} isDisabled={entry.isDisabled} onAction={entry.onAct} className={styles.item} data-critical={entry.isCritical || undefined}>
                  {entry.before}<span>{entry.text}</span>{entry.after && <span className={styles.after}>{entry.after}</span>}
                </AriaMenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
