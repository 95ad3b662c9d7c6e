/**
 * The one set of icons: strokes on a 16-pixel grid, in the colour of the text beside them.
 *
 * An icon is decoration: it is hidden from assistive technology, and words always stand beside it or in a label.
 */
import { classes } from "./classes";
import styles from "./Icon.module.css";

const paths = {
  check: "M3 8.5l3.2 3.2L13 5",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  warning: "M8 2.5l6 11H2zM8 6.5v3.2M8 11.5v.1",
  info: "M8 14A6 6 0 108 2a6 6 0 000 12zM8 7.3V11M8 5v.1",
  lock: "M4 7h8v6.5H4zM5.5 7V5a2.5 2.5 0 015 0v2",
  people: "M6 8a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 010 4.6M12 9.8c1.5.5 2.5 1.8 2.5 3.7",
  person: "M8 8a2.8 2.8 0 100-5.6A2.8 2.8 0 008 8zM2.8 14c0-2.8 2.3-4.4 5.2-4.4s5.2 1.6 5.2 4.4",
  grip: "M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1",
  message: "M2 3.5h12v8H7l-3 2.5v-2.5H2z",
  mail: "M2 3.5h12v9H2zM2 4l6 5 6-5",
  document: "M4 2h5l3 3v9H4zM9 2v3h3M6 8h4M6 10.5h4",
  chart: "M2.5 2.5v11h11M5 10.5l2.5-4 2.5 2 3-5",
  table: "M2.5 3h11v10h-11zM2.5 6.5h11M2.5 9.8h11M7 3v10",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 100-4 2 2 0 000 4z",
  eyeOff: "M2 2l12 12M6.5 4c.5-.2 1-.3 1.5-.3 4 0 6.5 4.3 6.5 4.3s-.7 1.3-2 2.4M4.2 5.2C2.5 6.4 1.5 8 1.5 8S4 12.3 8 12.3c1 0 1.9-.2 2.7-.6",
  walk: "M9 3.3a1.2 1.2 0 100-2.3 1.2 1.2 0 000 2.3zM8.5 5L6 7v3M8.5 5l.5 4 2 2 .5 3.5M8.5 5l2 2.5 2 .5M9 9l-2.5 5.5",
  pin: "M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v5",
  pencil: "M3 13l.7-3L11 2.7 13.3 5 6 12.3zM9.5 4.2l2.3 2.3",
  trash: "M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 9h5.8l.6-9M7 7v4M9 7v4",
  more: "M3.5 8h.1M8 8h.1M12.5 8h.1",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  up: "M4 10l4-4 4 4",
  down: "M4 6l4 4 4-4",
  left: "M10 4L6 8l4 4",
  right: "M6 4l4 4-4 4",
  arrow: "M3 8h10M9 4l4 4-4 4",
  back: "M13 8H3M7 4L3 8l4 4",
  undo: "M3 6.5h6.5a3.5 3.5 0 010 7H6M3 6.5l3-3M3 6.5l3 3",
  redo: "M13 6.5H6.5a3.5 3.5 0 000 7H10M13 6.5l-3-3M13 6.5l-3 3",
  clock: "M8 14A6 6 0 108 2a6 6 0 000 12zM8 4.8V8l2.2 1.6",
  pause: "M5.5 3v10M10.5 3v10",
  play: "M4.5 2.8l8 5.2-8 5.2z",
  flag: "M4 14V2.5M4 3h8l-1.8 2.8L12 8.6H4",
  hand: "M4.5 8V4.5a1 1 0 012 0V7M6.5 7V3a1 1 0 012 0v4M8.5 7V3.5a1 1 0 012 0V8M10.5 8V5.5a1 1 0 012 0V10c0 2.5-1.7 4-4.2 4-2 0-3-.9-3.9-2.4L2.7 9a1 1 0 011.7-1l.6.8",
  link: "M6.8 9.2l2.4-2.4M7 4.8l1.3-1.3a3 3 0 014.2 4.2L11.2 9M9 11.2l-1.3 1.3a3 3 0 01-4.2-4.2L4.8 7",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  download: "M8 2.5v8M4.5 7.5L8 11l3.5-3.5M2.5 13.5h11",
  send: "M2 8l12-5.5L9.5 14 7.5 9z",
  search: "M7 12A5 5 0 107 2a5 5 0 000 10zM10.7 10.7L14 14",
  settings: "M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 6.5a1.5 1.5 0 100-3 1.5 1.5 0 000 3zM6 12.5a1.5 1.5 0 100-3 1.5 1.5 0 000 3z",
  external: "M9 2.5h4.5V7M13.5 2.5L7.5 8.5M11.5 9.5v4h-9v-9h4",
  phone: "M4.5 1.5h7v13h-7zM7.5 12.5h1",
  video: "M2 4.5h8v7H2zM10 7.2l4-2.2v6l-4-2.2",
  bolt: "M9 1.5L3.5 9H8l-1 5.5L12.5 7H8z",
  scale: "M8 2.5v11M5 13.5h6M3 4.5h10M3 4.5L1.5 9a2 2 0 003 0zM13 4.5L11.5 9a2 2 0 003 0z",
  moon: "M13.5 9.5A6 6 0 016.5 2.5a6 6 0 107 7z",
  list: "M6 4h8M6 8h8M6 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
  projector: "M2 3h12v8H2zM6 13.5h4M8 11v2.5",
  stepBack: "M12 3.5L6 8l6 4.5zM4 3.5v9",
  stepOn: "M4 3.5L10 8l-6 4.5zM12 3.5v9",
  horn: "M2.5 6.5v3h2.5L11 12.5v-9L5 6.5zM13 6.5v3",
  branch: "M5 5a1.5 1.5 0 100-3 1.5 1.5 0 000 3zM5 14a1.5 1.5 0 100-3 1.5 1.5 0 000 3zM11.5 7a1.5 1.5 0 100-3 1.5 1.5 0 000 3zM5 5v6M11.5 7c0 2.5-6.5 1.5-6.5 4",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16, className }: { name: IconName; size?: 12 | 14 | 16 | 20 | 24; className?: string }) {
  return (
    <svg className={classes(styles.icon, className)} data-size={size} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
