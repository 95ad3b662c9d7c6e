/** The card that is selected: its wording, its evidence, the candidate it stands for, removing it. */
import { useEffect, useRef, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import { Select } from "../../parts/Select";
import { firstName, nameOf, useDo, useFigure, useRecord, useSelf } from "../../records";
import { text } from "../../text";
import type { Claim } from "../../wire/types.gen";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { candidatesOf } from "./bets";
import { PinList } from "./PinList";
import { place } from "./place";
import { RemoveCause } from "./RemoveCause";
import { Wording } from "./Wording";
import styles from "./Inspector.module.css";

const words = text.cause;

export default function Inspector({ id, isSheet }: { id: string; /** In a sheet, which has a title and a way to close of its own. */ isSheet?: boolean }) {
  const team = useTeam() ?? "-";
  const claim = useRecord(`claim/${team}/${id}`);
  if (claim === undefined) return <Note>{words.gone}</Note>;
  return <Selected key={id} id={id} claim={claim} isSheet={isSheet} />;
}

function Selected({ id, claim, isSheet }: { id: string; claim: Claim; isSheet?: boolean }) {
  const { canEdit } = useStanding("diagnose");
  const by = useFigure(nameOf(claim.by), [claim.by]);
  const changed = useChanged(claim);
  const [isRemoving, setRemoving] = useState(false);
  return (
    <div className={styles.inspector}>
      <div>
        <div className={styles.above}>
          <p className="t12 faint">{words.by(text.diagnose.map.box[claim.box], firstName(by))}{changed && ` · ${changed}`}</p>
          {!isSheet && <Button look="quiet" size="sm" icon aria-label={text.diagnose.inspector.close} onPress={() => place.claim(null)} className={styles.close}><Icon name="close" size={14} /></Button>}
        </div>
        <Wording id={id} claim={claim} canEdit={canEdit} />
      </div>
      <PinList id={id} canEdit={canEdit} />
      <Candidate id={id} claim={claim} canEdit={canEdit} />
      {canEdit && (
        <div>
          <Button size="sm" look="quiet" onPress={() => setRemoving(true)} className={styles.remove}><Icon name="trash" size={14} />{text.diagnose.inspector.remove}</Button>
          <RemoveCause id={id} claim={claim} isOpen={isRemoving} onClose={() => setRemoving(false)} />
        </div>
      )}
    </div>
  );
}

/** Who changed the card after somebody else had written it; said aloud when a team-mate does so while one reads it. */
function useChanged(claim: Claim): string {
  const { seat } = useSelf();
  const announce = useAnnounce();
  const name = useFigure(nameOf(claim.edited_by), [claim.edited_by]);
  const said = name === "" ? "" : text.diagnose.inspector.changed(firstName(name));
  const before = useRef(claim.revision);
  useEffect(() => {
    if (claim.revision > before.current && claim.edited_by !== seat && said !== "") announce.polite(`“${claim.text}” ${said}.`);
    before.current = claim.revision;
  }, [claim, seat, said, announce]);
  return claim.edited_by === claim.by ? "" : said;
}

const none = "-";

function Candidate({ id, claim, canEdit }: { id: string; claim: Claim; canEdit: boolean }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const candidates = useFigure(candidatesOf(team), [team]);
  const label = candidates.find((candidate) => candidate.cause === claim.cause)?.label ?? words.candidateNone;
  return (
    <section className={styles.section}>
      <Head level={3}>{words.candidate}</Head>
      {candidates.length > 0 && !canEdit && <p className="t13">{label}</p>}
      {candidates.length > 0 && !canEdit ? null : candidates.length === 0
        ? <p className="t13 dim">{words.candidateLater}</p>
        : (
          <Select
            label={words.candidate} labelHidden hint={words.candidateHint} error={attempt.refusal}
            value={claim.cause ?? none}
            onChange={(cause) => void attempt.run(() => act("claim.put", { team, id, text: claim.text, box: claim.box, cause: cause === none ? null : cause, revision: claim.revision }))}
            choices={[{ id: none, text: words.candidateNone }, ...candidates.map((candidate) => ({ id: candidate.cause, text: candidate.label }))]}
          />
        )}
    </section>
  );
}
