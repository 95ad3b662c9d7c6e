/** The list of keys behind `?`, and the choice to turn single-letter keys off; it is kept in this browser. */
import { useCallback, useState, useSyncExternalStore } from "react";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choice";
import { Dialog } from "../../parts/Dialog";
import { text } from "../../text";
import styles from "./keys.module.css";

const name = "practicum.keys";
const wakes = new Set<() => void>();
let off = kept();

function kept(): boolean {
  try {
    return localStorage.getItem(name) === "off";
  } catch {
    return false;
  }
}

function setOff(next: boolean): void {
  off = next;
  try {
    localStorage.setItem(name, next ? "off" : "on");
  } catch {
    // It holds for this page.
  }
  for (const wake of [...wakes]) wake();
}

/** Whether single-letter keys act. */
export function useLetterKeys(): boolean {
  return !useSyncExternalStore(useCallback((wake: () => void) => { wakes.add(wake); return () => wakes.delete(wake); }, []), () => off);
}

export interface KeysHelp { isOpen: boolean; open(): void; close(): void }

export function useKeysHelp(): KeysHelp {
  const [isOpen, setOpen] = useState(false);
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false) };
}

export function Keys({ help, keys, more }: { help: KeysHelp; keys: readonly (readonly [string, string])[]; more?: string }) {
  const isOn = useLetterKeys();
  const words = text.work.keys;
  return (
    <Dialog isOpen={help.isOpen} onClose={help.close} title={words.title} actions={<Button onPress={help.close}>{words.close}</Button>}>
      <dl className={styles.keys}>
        {keys.map(([key, act]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{act}</dd></div>)}
      </dl>
      {more && <p className="t13 dim">{more}</p>}
      <Switch isSelected={isOn} onChange={(on) => setOff(!on)}>{words.off}</Switch>
      <p className="t12 faint">{words.offHint}</p>
    </Dialog>
  );
}
