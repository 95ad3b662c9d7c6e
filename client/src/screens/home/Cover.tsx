/** The cover of a case: a line drawing that fits its sector; a sector we do not know gets one by its name. */
import styles from "./Home.module.css";

const drawings: readonly (readonly [RegExp, string])[] = [
  [/logist|transport|port|ship|parcel/i, "M0 120h120M0 126h120M14 120V84h28v36M48 120V96h20v24M74 120V70h32v50M74 82h32M74 94h32M74 106h32M90 70v50M14 96h28M14 108h28M28 84v36M48 108h20M58 96v24M90 70V28M90 28H52M90 28h18M90 34l-30-6M58 28v22M53 50h10v8H53z"],
  [/health|clinic|hospital|care|nurs/i, "M24 120V52h72v68M12 120h96M52 120V98h16v22M34 64h12v12H34zM54 64h12v12H54zM74 64h12v12H74zM34 84h12v8H34zM74 84h12v8H74zM60 22v20M50 32h20"],
  [/insur|bank|financ|mutual|fund/i, "M18 76a26 26 0 1052 0a26 26 0 10-52 0M50 76a26 26 0 1052 0a26 26 0 10-52 0M12 120h96M60 55.5v41"],
  [/manufact|factor|industr|craft|plant/i, "M12 120h96M30 120V80c0-20 14-30 30-44 16 14 30 24 30 44v40M48 120V98a12 12 0 0124 0v22M60 36V18M54 18h12M38 68h44M34 84h52M34 102h14M72 102h14"],
  [/retail|shop|store|sales|food|hotel|hospital/i, "M12 120h96M22 120V66M98 120V66M16 66l8-26h72l8 26zM16 66c0 8 14 8 14 0 0 8 15 8 15 0 0 8 15 8 15 0 0 8 15 8 15 0 0 8 15 8 15 0 0 8 14 8 14 0M34 120V86h20v34M64 86h24v20H64z"],
  [/public|govern|school|educat|univers|council|charit/i, "M12 120h96M20 114h80M26 114V70M44 114V70M76 114V70M94 114V70M18 70h84L60 38zM60 114V70M60 38V22M60 22h14v8H60"],
  [/soft|tech|data|tele|energy|util|call/i, "M12 120h96M26 48h68v46H26zM48 120l4-26M72 120l-4-26M40 120h40M36 60h24M36 70h36M36 80h16"],
];
const others = ["M12 120h96M24 120V60h30v60M54 120V40h42v80M62 52h10M80 52h8M62 66h10M80 66h8M62 80h10M80 80h8M32 72h14M32 86h14", "M12 120h96M20 120l40-70 40 70M60 50V26M40 120l20-36 20 36", "M12 120h96M28 120V50h64v70M28 74h64M28 98h64M44 50V34h32v16"];

export function Cover({ id, sector }: { id: string; sector: string }) {
  const drawing = drawings.find(([fits]) => fits.test(sector))?.[1] ?? others[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % others.length];
  return <div className={styles.cover} aria-hidden="true"><svg viewBox="0 0 120 150" preserveAspectRatio="xMidYMid slice"><path d={drawing} /></svg></div>;
}
