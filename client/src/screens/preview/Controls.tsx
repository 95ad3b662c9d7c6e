/** From whose seat, how wide, in which light, timing and language the screen is shown. */
import { Select } from "../../parts/Select";
import { text } from "../../text";
import { Segments } from "../shared/Segments";
import type { CaseSeen } from "./api";
import { type Choice, choose, type Light, lights, type SeatName, seats, type Width, widths } from "./choice";
import styles from "./Preview.module.css";

export function Controls({ choice, seen }: { choice: Choice; seen: CaseSeen | null }) {
  const words = text.preview;
  return (
    <div className={styles.controls} role="group" aria-label={words.controls}>
      <Segments<SeatName> label={words.seat} segments={seats.map((id) => ({ id, text: words.seats[id] }))} value={choice.seat} onChange={(seat) => seat && choose.seat(seat)} />
      <Segments<Width> label={words.width} segments={widths.map((id) => ({ id, text: words.widths[id] }))} value={choice.width} onChange={(width) => width && choose.width(width)} />
      <Segments<Light> label={words.light} segments={lights.map((id) => ({ id, text: words.lights[id] }))} value={choice.light} onChange={(light) => light && choose.light(light)} />
      {seen !== null && seen.timings.length > 0 && <Select label={words.timing} labelHidden className={styles.language} value={choice.timing} onChange={choose.timing} choices={[{ id: "", text: words.ownTiming }, ...seen.timings.map(({ id, label }) => ({ id, text: label }))]} />}
      {seen !== null && seen.languages.length > 0 && <Select label={words.language} labelHidden className={styles.language} value={choice.language} onChange={choose.language} choices={[{ id: "", text: nameOf(seen.language) }, ...seen.languages.map((id) => ({ id, text: nameOf(id) }))]} />}
    </div>
  );
}

/** What a language is called, in English. */
function nameOf(language: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}
