/** The console's bar: how people get in, how many are here, and the commands for the session as a whole. */
import { type ReactNode, useState } from "react";
import { Bar } from "../../app/Shell";
import { Button, ButtonLink } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { Note } from "../../parts/Note";
import { people, type See, useFigure, useLive, useRecord, useSeatsHere } from "../../records";
import { text } from "../../text";
import { projectorAddress } from "../room/address";
import { useAsk } from "./Ask";
import { useDownloads } from "./downloads";
import { LetIn } from "./LetIn";
import { Links } from "./Links";
import { People } from "./People";
import { useRights } from "./role";
import styles from "./Top.module.css";

const seatsOf = (see: See) => people(see).map((person) => person.seat);

export function Top() {
  const session = useRecord("session");
  const { session: id } = useLive();
  const { canAct, isFacilitator } = useRights();
  const ask = useAsk();
  const [open, setOpen] = useState<"join" | "people" | "links" | null>(null);
  const close = () => setOpen(null);
  const words = text.facilitate.top;
  const downloads = useDownloads();
  const end = () => ask("session.end", {}, text.facilitate.ask.end);
  const middle: ReactNode = (
    <div className={styles.middle}>
      {session && !session.ended && isFacilitator && (
        <Button look="quiet" size="sm" className={styles.code} aria-label={`${words.code} ${session.code}. ${words.codeOpen}`} onPress={() => setOpen("join")}>
          <span className="faint">{words.code}</span> <b className="num">{session.code}</b>
        </Button>
      )}
      <Here />
    </div>
  );
  return (
    <>
      <Bar where={session?.name} middle={middle}>
        {isFacilitator ? (
          <>
            <ButtonLink size="sm" className={styles.wide} href={projectorAddress(id)} target="_blank"><Icon name="projector" />{words.projector}</ButtonLink>
            {canAct && <Button size="sm" className={styles.wide} onPress={() => setOpen("people")}>{words.people}</Button>}
            {canAct && <Button size="sm" className={styles.wider} onPress={() => setOpen("links")}>{words.links}</Button>}
            <span className={styles.wide}><Menu label={text.download.title} trigger={<Button size="sm" icon aria-label={text.download.title}><Icon name="download" /></Button>} groups={[downloads.group]} /></span>
            {canAct && <Button look="quiet" size="sm" className={styles.wide} onPress={end}>{words.end}</Button>}
            {session && !session.ended && <Button look="quiet" size="sm" className={styles.phone} aria-label={`${words.code} ${session.code}`} onPress={() => setOpen("join")}><b className="num">{session.code}</b></Button>}
            <span className={styles.phone}><Here /></span>
            <span className={styles.narrow}>
              <Menu label={text.shell.more} trigger={<Button size="sm" icon aria-label={text.shell.more}><Icon name="more" /></Button>} groups={[{ entries: [
                { id: "projector", text: words.projector, onAct: () => void window.open(projectorAddress(id), "_blank", "noopener") },
                { id: "people", text: words.people, isDisabled: !canAct, onAct: () => setOpen("people") },
                { id: "links", text: words.links, isDisabled: !canAct, onAct: () => setOpen("links") },
                { id: "end", text: words.end, isDisabled: !canAct, isCritical: true, onAct: end },
              ] }, downloads.group]} />
            </span>
          </>
        ) : (
          <>
            <span className="t13 dim">{text.facilitate.watching}</span>
            <Button size="sm" onPress={() => setOpen("links")}>{words.link}</Button>
          </>
        )}
      </Bar>
      {downloads.hasFailed && <Note look="cri" role="alert">{text.download.failed}</Note>}
      {open === "join" && <LetIn onClose={close} />}
      {open === "people" && <People onClose={close} />}
      {open === "links" && <Links onClose={close} />}
    </>
  );
}

function Here() {
  const all = useFigure(seatsOf, []);
  const here = useSeatsHere();
  const count = all.filter((seat) => here.includes(seat)).length;
  const words = text.facilitate.top;
  return <span className="t13 nowrap"><b className="num">{words.here(count, all.length)}</b> <span className="faint">{words.hereWord}</span></span>;
}
