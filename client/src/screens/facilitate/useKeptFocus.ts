/**
 * Who works by keys keeps their place when what had the focus goes: a question that was answered, somebody who was taken
 * out, a command that is done. The focus goes back to where it was before that and still is.
 *
 * It is looked for a moment later, since dialogs and menus give the focus back themselves. Who pressed with a mouse put
 * the focus away, and it stays away.
 */
import { useEffect } from "react";

const laterMs = 120;
const most = 40;

export function useKeptFocus(): void {
  useEffect(() => {
    let had: HTMLElement[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) had = [target, ...had.filter((one) => one !== target)].slice(0, most);
    };
    const forget = () => {
      had = [];
    };
    const look = () => {
      timer = undefined;
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (!isLost || !document.hasFocus() || had.length === 0) return;
      (had.find(canHave) ?? lastDialog() ?? document.getElementById("main"))?.focus();
    };
    const observer = new MutationObserver(() => {
      // Not yet lost, perhaps: what is switched off loses the focus only when it is next drawn.
      timer ??= setTimeout(look, laterMs);
    });
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    addEventListener("focusin", note);
    addEventListener("pointerdown", forget, true);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      removeEventListener("focusin", note);
      removeEventListener("pointerdown", forget, true);
    };
  }, []);
}

/** Whether an element is there, can be seen, is not switched off, and is not behind a dialog. */
function canHave(one: HTMLElement): boolean {
  return one.isConnected && one.getClientRects().length > 0 && !one.matches(":disabled") && one.closest("[inert], [aria-hidden=true]") === null;
}

function lastDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>("[role=dialog], [role=alertdialog]")].at(-1);
}
