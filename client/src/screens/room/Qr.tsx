/** The join address as a QR code: dark on white in every colour scheme, because cameras want it so. */
import { useEffect, useState } from "react";
import { joinQr } from "../../app/api";
import { classes } from "../../parts/classes";
import { useRecord } from "../../records";
import styles from "./Qr.module.css";

export function Qr({ label, className }: { label: string; className?: string }) {
  const code = useRecord("session")?.code;
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    if (code === undefined) return;
    let isHere = true;
    void joinQr(code).then((svg) => isHere && setSource(svg));
    return () => {
      isHere = false;
    };
  }, [code]);
  // Without it the code and the address beside it are enough.
  if (source === null) return null;
  return <img className={classes(styles.qr, className)} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`} alt={label} />;
}
