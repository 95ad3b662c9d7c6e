/** The join code, the link and the QR code: in the lobby at full size in the middle, later behind the code in the bar. */
import { Dialog } from "../../parts/Dialog";
import { useRecord } from "../../records";
import { text } from "../../text";
import { joinAddress, spokenAddress } from "../room/address";
import { Qr } from "../room/Qr";
import { Copy } from "./Copy";
import styles from "./Top.module.css";

export function LetIn({ onClose }: { onClose: () => void }) {
  return (
    <Dialog isOpen onClose={onClose} title={text.facilitate.join.title} closeLabel={text.facilitate.join.close}>
      <p>{text.facilitate.join.lead}</p>
      <WayIn />
    </Dialog>
  );
}

export function WayIn() {
  const code = useRecord("session")?.code ?? "";
  const address = joinAddress(location.origin, code);
  return (
    <div className={styles.wayIn}>
      <div className={styles.spoken}>
        <p className={styles.bigCode}>{code}</p>
        <p className={styles.link}><a href={address} target="_blank" rel="noreferrer">{spokenAddress(address)}</a></p>
        <div className="row wrap"><Copy words={address} look="pen" /></div>
      </div>
      <Qr label={text.facilitate.join.qr} className={styles.qr} />
    </div>
  );
}
