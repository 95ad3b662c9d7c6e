/** Six boxes for six characters. Typing goes on to the next, Backspace goes back, a paste fills them all. */
import { Fragment, type KeyboardEvent, useRef } from "react";
import { Icon } from "../../parts/Icon";
import { text } from "../../text";
import { codeLength, placed, readCode } from "./code";
import styles from "./Home.module.css";

export function CodeField({ value, onChange, error }: { value: string; onChange: (code: string) => void; error?: string }) {
  const boxes = useRef<(HTMLInputElement | null)[]>([]);
  const words = text.home.join;

  function focus(at: number) {
    const box = boxes.current[Math.max(0, Math.min(codeLength - 1, at))];
    box?.focus();
    box?.select();
  }

  function take(at: number, typed: string) {
    const letters = readCode(typed);
    if (letters === "") return onChange(`${value.slice(0, at).padEnd(at)} ${value.slice(at + 1)}`.trimEnd());
    // A box holds one character: with two in it, the new one counts.
    const old = (value[at] ?? "").trim();
    const fresh = letters.length === 2 && old !== "" && letters.includes(old) ? letters.replace(old, "") : letters;
    onChange(placed(value, at, fresh || letters[0] || ""));
    focus(at + (fresh.length || 1));
  }

  function key(at: number, event: KeyboardEvent) {
    if (event.key === "Backspace" && (value[at] ?? " ") === " ") {
      event.preventDefault();
      if (at > 0) {
        onChange(`${value.slice(0, at - 1)} ${value.slice(at)}`.trimEnd());
        focus(at - 1);
      }
    } else if (event.key === "ArrowLeft") {
      event.preventDefault();
      focus(at - 1);
    } else if (event.key === "ArrowRight") {
      event.preventDefault();
      focus(at + 1);
    }
  }

  return (
    <fieldset className={styles.codeField} aria-describedby={error ? "code-hint code-error" : "code-hint"}>
      <legend className="h4">{words.code}</legend>
      <div className={styles.code} onPaste={(event) => {
        event.preventDefault();
        take(boxes.current.findIndex((box) => box === event.target), event.clipboardData.getData("text"));
      }}>
        {Array.from({ length: codeLength }, (_, at) => (
          <Fragment key={at}>
            {at === 3 && <span className={styles.dash} aria-hidden="true" />}
            <input
              ref={(box) => { boxes.current[at] = box; }}
              className={styles.box}
              aria-label={words.place(at + 1, codeLength)}
              aria-invalid={error ? true : undefined}
              value={(value[at] ?? "").trim()}
              onChange={(event) => take(at, event.target.value)}
              onKeyDown={(event) => key(at, event)}
              onFocus={(event) => event.target.select()}
              inputMode="text" autoCapitalize="characters" autoCorrect="off" spellCheck={false}
              autoComplete={at === 0 ? "one-time-code" : "off"} enterKeyHint="next"
            />
          </Fragment>
        ))}
      </div>
      <p id="code-hint" className="t12 faint">{words.codeHint}</p>
      {error && <p id="code-error" className={styles.error} role="alert"><Icon name="warning" size={14} />{error}</p>}
    </fieldset>
  );
}
