/**
 * The recurring mark of evidence: D2, I1, X3. Shape and sign carry the meaning, never hue.
 *
 * neutral: cited. for: supports, solid with a plus. against: contradicts, dashed with a minus. locked: not opened yet.
 * `sense` is the word a screen reader hears after the tag ("supports"). With `onPress` it is a button.
 */
import { Button } from "react-aria-components/Button";
import { classes } from "./classes";
import { Icon } from "./Icon";
import styles from "./ExhibitTag.module.css";

export interface ExhibitTagProps { tag: string; look?: "cited" | "for" | "against" | "locked"; sense?: string; size?: "md" | "lg"; isSelected?: boolean; onPress?: () => void; className?: string }

export function ExhibitTag({ tag, look = "cited", sense, size = "md", isSelected, onPress, className }: ExhibitTagProps) {
  const inside = <>{marks[look] && <Icon name={marks[look]} size={12} />}{tag}{sense && <span className="vh"> {sense}</span>}</>;
  const props = { className: classes(styles.exhibit, className), "data-look": look, "data-size": size, "data-on": isSelected || undefined };
  return onPress ? <Button {...props} onPress={onPress}>{inside}</Button> : <span {...props}>{inside}</span>;
}

const marks = { cited: undefined, for: "plus", against: "minus", locked: "lock" } as const;
