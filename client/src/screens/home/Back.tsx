/** The ways back into the sessions in which this browser holds a seat, the newest first. */
import { useState } from "react";
import { keptPlaces } from "../../app/places";
import { ButtonLink } from "../../parts/Button";
import { text } from "../../text";
import styles from "./Home.module.css";

const shown = 3;

export function Back() {
  const [places] = useState(() => keptPlaces().slice(0, shown));
  if (places.length === 0) return null;
  const words = text.home.back;
  return (
    <nav aria-label={words.title} className={styles.back}>
      <h2 className="h4">{words.title}</h2>
      <ul>{places.map(({ session, place, name, who }) => <li key={`${place}/${session}`}><ButtonLink look="pen" wide href={`/${place}/${session}`}>{words.go(name, who)}</ButtonLink></li>)}</ul>
    </nav>
  );
}
