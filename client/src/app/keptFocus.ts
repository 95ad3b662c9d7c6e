/**
 * Who works by keys keeps their place when what had the focus goes: something that was put into the plan or taken out of
 * it, a question that was answered, a command that is done.
 *
 * - The focus stays as near as it can: inside the innermost place around what went, where it was last or at the first
 *   thing there. Otherwise it goes back to where it was before that and still is, or to what is near there.
 * - It is looked for a moment later, since dialogs and menus give the focus back themselves.
 * - Who pressed with a mouse put the focus away, and where it was before that counts no longer.
 */
const laterMs = 120;
const most = 40;
const takesFocus = "a[href], button, input, select, textarea, summary, [tabindex='0']";
/** Nobody comes to a panel's one filled button by chance: the next key would press it. */
const commits = "[data-look=go]";

/** What had the focus, and what was around it then, from the inside out. */
interface Had { one: HTMLElement; around: readonly HTMLElement[] }

/** Look after the focus, until what is returned is called. */
export function keepFocus(): () => void {
  let had: readonly Had[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const note = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement) had = [{ one: target, around: placesAround(target) }, ...had.filter(({ one }) => one !== target)].slice(0, most);
  };
  const forget = () => {
    had = [];
  };
  const look = () => {
    timer = undefined;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isLost || !document.hasFocus() || had.length === 0) return;
    (near(had) ?? lastDialog())?.focus();
    if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
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
}

/** What is around an element, up to the page's own parts: those are no place to stay in. */
function placesAround(one: HTMLElement): HTMLElement[] {
  const around: HTMLElement[] = [];
  for (let place = one.parentElement; place !== null && place.id !== "main" && place !== document.body; place = place.parentElement) around.push(place);
  return around.filter((place) => place.querySelector("#main") === null);
}

function near(had: readonly Had[]): HTMLElement | undefined {
  for (const { one, around } of had) {
    if (canHave(one)) return one;
    for (const place of around) {
      if (!place.isConnected) continue;
      const there = (other: HTMLElement) => place.contains(other) && canHave(other) && !other.matches(commits);
      const found = had.map((other) => other.one).find(there) ?? [...place.querySelectorAll<HTMLElement>(takesFocus)].find(there);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Whether an element is there, can be seen, is not switched off, and is not behind a dialog. */
function canHave(one: HTMLElement): boolean {
  return one.isConnected && one.getClientRects().length > 0 && !one.matches(":disabled, [tabindex='-1']") && one.closest("[inert], [aria-hidden=true]") === null;
}

function lastDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>("[role=dialog], [role=alertdialog]")].at(-1);
}
