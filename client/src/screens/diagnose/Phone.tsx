/** Diagnose on a phone: five tabs at the foot; a selected card comes as a sheet. */
import { SidePanel } from "../../parts/Dialog";
import { text } from "../../text";
import { openMessages } from "../../app/panels";
import { BriefPage } from "../brief/BriefPage";
import { EventLog, Events } from "../events";
import { FootTabs } from "../shared/FootTabs";
import Bet from "./Bet";
import { CauseMap } from "./CauseMap";
import { DiagnoseSignOff } from "./DiagnoseSignOff";
import Inspector from "./Inspector";
import { place, type Place, type Tab } from "./place";
import { RoomPage } from "./Room";
import Statement from "./Statement";
import styles from "./Diagnose.module.css";

export default function PhoneDiagnose({ at, onKeys }: { at: Place; onKeys: () => void }) {
  const words = text.diagnose.tabs;
  return (
    <div className={styles.phone}>
      {at.tab !== "case" && <h1 className="vh">{text.diagnose.title}</h1>}
      {/* It scrolls, so keys must reach it where nothing in it can be focused: the case. */}
      <div className={styles.page} tabIndex={at.tab === "case" ? 0 : undefined}>
        <Events />
        {at.tab === "case" && <><BriefPage /><EventLog /></>}
        {at.tab === "evidence" && <RoomPage />}
        {at.tab === "bet" && <><Bet /><CauseMap onKeys={onKeys} /></>}
        {at.tab === "statement" && <Statement />}
      </div>
      {at.tab === "statement" && <DiagnoseSignOff />}
      <FootTabs
        value={at.tab}
        onChange={(id) => (id === "messages" ? openMessages() : place.tab(id as Tab))}
        tabs={[
          { id: "case", title: words.case, icon: "document" },
          { id: "evidence", title: words.evidence, icon: "search" },
          { id: "bet", title: words.bet, icon: "scale" },
          { id: "statement", title: words.statement, icon: "pencil" },
          { id: "messages", title: words.messages, icon: "message" },
        ]}
      />
      <SidePanel isOpen={at.claim !== null} onClose={() => place.claim(null)} title={text.diagnose.inspector.label} closeLabel={text.diagnose.inspector.close}>
        {at.claim !== null && <Inspector id={at.claim} isSheet />}
      </SidePanel>
    </div>
  );
}
