/** How long the session is: the case's own time, a named one, or each phase's minutes, with the sum and the planned end. */
import { useEffect, useState } from "react";
import type { Timing } from "../../app/api";
import { fitsADay } from "../../app/time";
import { NumberField } from "../../parts/NumberField";
import { RadioGroup } from "../../parts/Radio";
import { format, text } from "../../text";
import { type Length, phasesOf, setPhases, sum } from "./length";
import styles from "./Home.module.css";

const setId = " set";
const mostMinutes = 10_000;

export function HowLong({ timings, teams, value, onChange }: { timings: readonly Timing[]; teams: number; value: Length; onChange: (next: Length) => void }) {
  const words = text.home.host.length;
  const own = timings[0];
  if (own === undefined) return null;
  const named = timings.slice(1);
  const total = value.kind === "set" ? sum(setPhases(own, teams, value.minutes)) : sum(phasesOf(timings.find((each) => each.id === value.id) ?? own, teams));
  const choices = [
    { id: own.id, text: words.own(format.minutes(sum(phasesOf(own, teams)))), hint: words.hours(format.hours(own.analyst_hours)) },
    ...named.map((each) => ({ id: each.id, text: words.named(each.label, format.minutes(sum(phasesOf(each, teams)))), hint: each.about })),
    { id: setId, text: words.set },
  ];
  return (
    <>
      <RadioGroup label={words.label} choices={choices} value={value.kind === "set" ? setId : value.id} onChange={(id) => onChange(id === setId ? { kind: "set", minutes: {} } : { kind: "named", id })} />
      {value.kind === "set" && (
        <fieldset className={styles.minutes}>
          <legend className="vh">{words.minutes}</legend>
          {setPhases(own, teams, value.minutes).map(({ phase, minutes }) => (
            <NumberField
              key={phase} label={words.phase(text.shell.phase[phase])} minValue={0} maxValue={mostMinutes} value={minutes}
              onChange={(next) => onChange({ kind: "set", minutes: { ...value.minutes, [phase]: Number.isNaN(next) ? undefined : next } })}
            />
          ))}
        </fieldset>
      )}
      <p className={styles.end} role="status"><End minutes={total} /></p>
    </>
  );
}

const everyMs = 20_000;

/** The sum, and when it would be over; the time of day goes on while one chooses. */
function End({ minutes }: { minutes: number }) {
  const words = text.home.host.length;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return fitsADay(minutes) ? words.ends(format.minutes(minutes), format.timeOfDay(now + minutes * 60_000)) : words.long(format.minutes(minutes));
}
