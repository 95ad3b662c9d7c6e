/** An open menu, in a chunk of its own: `Menu.tsx` fetches it when the first one opens. */
import type { RefObject } from "react";
import { Header } from "react-aria-components/Header";
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuSection } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import type { MenuGroup } from "./Menu";
import styles from "./Menu.module.css";

export function OpenMenu({ triggerRef, groups, label, onClose }: { triggerRef: RefObject<HTMLElement | null>; groups: readonly MenuGroup[]; label: string; onClose: () => void }) {
  return (
    <Popover className={styles.popover} isOpen triggerRef={triggerRef} onOpenChange={(open) => !open && onClose()} trigger="MenuTrigger" placement="bottom start">
      <AriaMenu aria-label={label} className={styles.menu} autoFocus="first" onClose={onClose}>
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
  );
}
