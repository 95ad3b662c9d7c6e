/** All screens of the case, a click away: the phases, each exhibit, each person, each set of data, each event. */
import { useEffect, useRef } from "react";
import { Select } from "../../parts/Select";
import { text } from "../../text";
import { choose } from "./choice";
import type { Group } from "./screens";
import { withParams } from "../shared/address";
import styles from "./Preview.module.css";

export function Screens({ groups, current }: { groups: readonly Group[]; current: string }) {
  const words = text.preview;
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <nav aria-label={words.screens} className={styles.screens} ref={list}>
      {groups.map((group) => (
        <details key={group.id} open className={styles.group}>
          <summary className={styles.groupName}>{words.groups[group.id]}{group.id !== "phases" && <span className="faint num"> {group.screens.length}</span>}</summary>
          <ul>
            {group.screens.map((screen) => (
              <li key={screen.id}>
                <a
                  className={styles.screen} href={location.pathname + withParams(location.search, { screen: screen.id })} aria-current={screen.id === current ? "page" : undefined} data-inner={screen.id === "bet" || screen.id === "statement" || undefined}
                  onClick={(event) => { if (event.metaKey || event.ctrlKey || event.shiftKey) return; event.preventDefault(); choose.screen(screen.id); }}
                >
                  {screen.tag && <b className="num">{screen.tag}</b>}<span>{screen.title}</span>{screen.note && <small>{screen.note}</small>}
                </a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

/** The same as one list that opens, for narrow windows. */
export function ScreenList({ groups, current }: { groups: readonly Group[]; current: string }) {
  const choices = groups.flatMap((group) => group.screens.map((screen) => ({ id: screen.id, text: [group.id === "phases" ? "" : `${text.preview.groups[group.id]}:`, screen.tag, screen.title].filter(Boolean).join(" ") })));
  return <Select className={styles.screenList} label={text.preview.screens} labelHidden value={current} onChange={choose.screen} choices={choices} />;
}
