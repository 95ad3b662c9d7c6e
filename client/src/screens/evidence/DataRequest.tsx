/** Data that somebody has to pull: how it can be grouped, what each grouping costs, when it arrives. */
import { Button } from "../../parts/Button";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Head } from "../../parts/Head";
import { Empty } from "../../parts/Note";
import { Doc } from "../../parts/Sheet";
import { useDo, useFigure, useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import { Arrives } from "../diagnose/RoomLines";
import { place } from "../diagnose/place";
import { hoursOf } from "../diagnose/room";
import { Events } from "../events";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { useWhatCame } from "../shared/useWhatCame";
import { useSayHere } from "../shared/whereabouts";
import { Top } from "./Top";
import styles from "./Evidence.module.css";

const words = text.evidence;

export function DataRequest({ request }: { request: string }) {
  const data = useRecord(`request/${request}`);
  const lang = useLang();
  const { why } = useStanding("diagnose");
  useSayHere({ request });
  if (data === undefined) return <div className={styles.gone}><Empty title={words.gone.title} actions={<Button onPress={place.map}>{words.back}</Button>}>{words.gone.text}</Empty></div>;
  return (
    <div className={styles.evidence}>
      <Top title={data.title} meta={`${words.request.title}${data.holder ? ` · ${words.request.holder(data.holder)}` : ""}`} />
      <div className={styles.slips}><Events /></div>
      <div className={styles.coverPlace}>
        <Doc className={styles.cover}>
          <h2 className="h2" lang={lang}>{data.title}</h2>
          {data.about && <p className="read" lang={lang}>{data.about}</p>}
          <p className="t13 dim">{words.request.about(data.hours, format.minutes(data.delay_minutes))}</p>
          <Head level={3} className={styles.topicsHead}>{words.request.group}</Head>
          {why !== null && <p className="t12 faint" role="status">{why}</p>}
          <ul className={styles.topics}>{data.cuts.map((cut) => <Cut key={cut.cut} request={request} cut={cut.cut} tag={cut.tag} label={cut.label} cost={data.hours} />)}</ul>
        </Doc>
      </div>
    </div>
  );
}

function Cut({ request, cut, tag, label, cost }: { request: string; cut: string; tag: string; label: string; cost: number }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const standing = useStanding("diagnose");
  const shown = useRecord(`evidence/${team}/${tag}`);
  const { left } = useFigure(hoursOf(team), [team]);
  const isTooDear = cost > left;
  const { place: cutPlace, press } = useWhatCame<HTMLLIElement>(shown?.state !== "closed");
  const ask = () => {
    press();
    void attempt.run(() => act("data.request", { team, request, cut }));
  };
  return (
    <li ref={cutPlace} tabIndex={-1} className={styles.topic}>
      <p className={styles.ask} lang={useLang()}>{label}</p>
      {shown?.state === "open" && <Button look="quiet" size="sm" onPress={() => place.exhibit(tag)}><ExhibitTag tag={tag} />{words.request.read(tag)}</Button>}
      {shown?.state === "waiting" && <p className="t13 pen"><Arrives due={shown.arrives_due} /></p>}
      {shown?.state === "locked" && <p className="t13 faint">{shown.needs || words.locked}</p>}
      {shown?.state === "closed" && (
        <>
          {standing.canEdit && <Button size="sm" look="pen" onPress={ask} isPending={attempt.isPending} isDisabled={!standing.canCommit || isTooDear}>{words.request.ask(cost)}</Button>}
          {(attempt.refusal || isTooDear) && <p className="t12 faint" role="status">{attempt.refusal || words.tooDear(cost, left)}</p>}
        </>
      )}
    </li>
  );
}
