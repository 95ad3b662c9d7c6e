/** Two or three choices side by side, one or none of them pressed: "Supports", "Contradicts". */
import { ToggleButton } from "react-aria-components/ToggleButton";
import { classes } from "../../parts/classes";
import { Icon, type IconName } from "../../parts/Icon";
import styles from "./Segments.module.css";

export interface Segment<Id extends string> { id: Id; text: string; icon?: IconName }

export function Segments<Id extends string>({ label, segments, value, onChange, canClear, isDisabled, wide, className }: { label: string; segments: readonly Segment<Id>[]; value: Id | null; onChange: (id: Id | null) => void; /** Pressing the pressed one takes it back. */ canClear?: boolean; isDisabled?: boolean; wide?: boolean; className?: string }) {
  return (
    <span role="group" aria-label={label} className={classes(styles.segments, className)} data-wide={wide || undefined}>
      {segments.map((segment) => (
        <ToggleButton key={segment.id} isSelected={value === segment.id} isDisabled={isDisabled} onChange={(on) => (on ? onChange(segment.id) : canClear && onChange(null))} className={styles.segment}>
          {segment.icon && <Icon name={segment.icon} size={12} />}{segment.text}
        </ToggleButton>
      ))}
    </span>
  );
}
