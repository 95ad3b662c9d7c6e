/**
 * Diagnose: the evidence room, the cause map, a panel for what is selected, the sign-off bar always in view.
 *
 * An exhibit, a person or a request that is open takes the whole place of the map; the address says which. On a phone the
 * parts stand behind five tabs, and the panel becomes a sheet.
 */
import { lazy, type ReactNode, Suspense } from "react";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { loadWords, text } from "../../text";
import { Events } from "../events";
import { Keys, type KeysHelp, useKeysHelp } from "../shared/keys";
import { useTeam } from "../shared/team";
import { usePhone } from "../shared/useMedia";
import { CauseMap } from "./CauseMap";
import { DiagnoseSignOff } from "./DiagnoseSignOff";
import { place, type Place, usePlace } from "./place";
import { Room } from "./Room";
import { Steps } from "./Steps";
import { useArrivals } from "./useArrivals";
import styles from "./Diagnose.module.css";

// What is asked for comes when it is asked for, so that the map can be used soon.
const Evidence = lazy(() => loadWords("later").then(() => import("../evidence")));
const PhoneDiagnose = lazy(() => loadWords("later").then(() => import("./Phone")));
const Inspector = lazy(() => loadWords("later").then(() => import("./Inspector")));
const Bet = lazy(() => loadWords("later").then(() => import("./Bet")));
const Statement = lazy(() => loadWords("later").then(() => import("./Statement")));

export default function Diagnose() {
  const at = usePlace();
  const isPhone = usePhone();
  const help = useKeysHelp();
  useArrivals(useTeam() ?? "-");
  const isReading = at.exhibit !== null || at.person !== null || at.request !== null;
  return (
    <>
      <Suspense fallback={null}>{isReading ? <Evidence /> : isPhone ? <PhoneDiagnose at={at} onKeys={help.open} /> : <Desk at={at} help={help} />}</Suspense>
      <Keys help={help} keys={text.diagnose.keys} more={text.diagnose.drag} />
    </>
  );
}

function Desk({ at, help }: { at: Place; help: KeysHelp }) {
  return (
    <div className={styles.work}>
      <h1 className="vh">{text.diagnose.title}</h1>
      <Room className={styles.room} />
      <div className={styles.middle}>
        <Events />
        <CauseMap onKeys={help.open} />
        <DiagnoseSignOff />
      </div>
      <aside className={styles.side} aria-label={at.panel === "claim" ? text.diagnose.inspector.label : text.diagnose.steps.label}>
        <Suspense fallback={null}><Panel at={at} onKeys={help.open} /></Suspense>
      </aside>
    </div>
  );
}

function Panel({ at, onKeys }: { at: Place; onKeys: () => void }) {
  if (at.panel === "claim" && at.claim !== null) return <Inspector id={at.claim} />;
  if (at.panel === "bet") return <Closable><Bet /></Closable>;
  if (at.panel === "statement") return <Closable><Statement /></Closable>;
  return <Steps onKeys={onKeys} />;
}

/** A panel that was asked for, and can be put away for what to do next. */
function Closable({ children }: { children: ReactNode }) {
  return (
    <div className={styles.closable}>
      <Button look="quiet" size="sm" onPress={() => place.panel(null)}><Icon name="back" size={14} />{text.diagnose.steps.label}</Button>
      {children}
    </div>
  );
}
