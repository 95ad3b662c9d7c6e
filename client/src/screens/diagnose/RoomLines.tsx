/** The lines of the evidence room: an exhibit, a person to ask, data to request. */
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "react-aria-components/Button";
import { useCountdown } from "../../app/time";
import { Avatar, initials } from "../../parts/Avatar";
import { classes } from "../../parts/classes";
import { Icon } from "../../parts/Icon";
import { Tooltip } from "../../parts/Tooltip";
import { firstName, useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import { useTeam } from "../shared/team";
import { useMatesAt } from "../shared/whereabouts";
import { comesBackTo, place } from "./place";
import type { PersonRow, RequestRow } from "./room";
import { useRead } from "./useRead";
import styles from "./Room.module.css";

const words = text.diagnose.room;

export function PieceLine({ tag }: { tag: string }) {
  const team = useTeam() ?? "-";
  const piece = useRecord(`evidence/${team}/${tag}`);
  const readers = useMatesAt(team, "exhibit", tag);
  const { isRead } = useRead();
  if (piece === undefined) return null;
  const isNew = piece.state === "open" && !isRead(tag);
  return (
    <Line opens={tag} mark={tag} name={piece.title} state={piece.state} isNew={isNew} onPress={() => place.exhibit(tag)}
      spoken={isNew ? words.isNew : piece.state === "open" ? undefined : words.state[piece.state]}
      cost={piece.state === "closed" || piece.state === "locked" ? words.cost(piece.hours) : undefined}>
      {piece.state === "locked" && piece.needs && <small><Icon name="lock" size={12} />{piece.needs}</small>}
      {piece.state === "waiting" && <small className="pen"><Icon name="clock" size={12} /><Arrives due={piece.arrives_due} /></small>}
      {readers.length > 0 && <small className="pen"><Avatar name={readers[0]?.name ?? ""} size="xs" />{words.reading(readers.map((mate) => firstName(mate.name)))}</small>}
    </Line>
  );
}

/** "arrives in 2:31" */
export function Arrives({ due }: { due: number | null }) {
  const left = useCountdown(due);
  return <span className="num">{left === null || left <= 0 ? words.arrivesNow : words.arrives(format.clockText(left))}</span>;
}

export function PersonLine({ person }: { person: PersonRow }) {
  return (
    <Line opens={person.person} mark={initials(person.name, 2)} name={person.name} isPerson state={person.from === null && person.asked === person.of ? "open" : "closed"} onPress={() => place.person(person.person)} cost={person.from === null ? undefined : words.cost(person.from)} spoken={words.asked(person.asked, person.of)} count={words.count(person.asked, person.of)}>
      <small lang={useLang()}>{person.role}</small>
    </Line>
  );
}

export function RequestLine({ request }: { request: RequestRow }) {
  return (
    <Line opens={request.request} mark={<Icon name="table" size={14} />} name={request.title} state="closed" onPress={() => place.request(request.request)} cost={words.cost(request.hours)}>
      <small className="num">{words.requested(request.asked, request.of)}</small>
    </Line>
  );
}

function Line({ opens, mark, name, state, isNew, isPerson, cost, count, spoken, onPress, children }: { opens: string; mark: ReactNode; name: string; state: "locked" | "closed" | "waiting" | "open"; isNew?: boolean; isPerson?: boolean; cost?: string; count?: string; spoken?: string; onPress: () => void; children?: ReactNode }) {
  const line = useRef<HTMLLIElement>(null);
  const lang = useLang();
  // Who comes back from what this line opened goes on from here, not from the top of the page.
  useEffect(() => {
    if (comesBackTo(opens)) line.current?.querySelector("button")?.focus();
  }, [opens]);
  return (
    <li ref={line}>
      <Tooltip text={name} placement="end">
        <Button className={styles.line} data-state={state} data-new={isNew || undefined} onPress={onPress}>
          <span className={classes(styles.mark, "num")} data-person={isPerson || undefined}>{mark}</span>
          <span className={styles.name}><span lang={lang}>{name}</span>{spoken && <span className="vh">, {spoken}</span>}{children}</span>
          {count && <span className={classes(styles.count, "num")} aria-hidden="true">{count}</span>}
          {cost && <span className={classes(styles.cost, "num")}>{cost}</span>}
        </Button>
      </Tooltip>
    </li>
  );
}
