/** One live session around its screens: opens it, waits for the first welcome, and shows how the connection stands. */
import { type ReactNode, useEffect, useState } from "react";
import { Button, ButtonLink } from "../parts/Button";
import { Empty } from "../parts/Note";
import { LiveContext, useLive, useStatus } from "../records";
import type { Live, OpenLive } from "../records/live";
import { text } from "../text";
import { LinkStrip } from "./LinkStrip";
import { forgetPlace } from "./places";
import { type Place, takeToken } from "./routes";
import styles from "./App.module.css";
import frame from "./Shell.module.css";

export function Session({ session, place, openLive, children }: { session: string; place: Place; openLive: OpenLive; children: ReactNode }) {
  const [token, setToken] = useState(() => takeToken(session, place));
  const [live, setLive] = useState<Live | null>(null);
  useEffect(() => {
    if (token === null) return;
    const opened = openLive(session, token);
    setLive(opened);
    return () => opened.stop();
  }, [session, token, openLive]);

  if (token === null) {
    return (
      <main id="main" className={styles.alone}>
        <Empty isPage title={text.shell.noSeat.title} actions={<ButtonLink look="go" href="/">{text.shell.noSeat.go}</ButtonLink>}>{text.shell.noSeat.text}</Empty>
      </main>
    );
  }
  if (live === null) return null;
  return <LiveContext value={live}><Gate place={place} reopen={setToken}>{children}</Gate></LiveContext>;
}

/** Nothing below is shown before we know who we are. */
function Gate({ place, reopen, children }: { place: Place; reopen: (token: string) => void; children: ReactNode }) {
  const live = useLive();
  const status = useStatus();
  const isClosed = status.link === "ended" && status.ending !== null;
  useEffect(() => {
    if (!isClosed) return;
    // Another tab may have renewed our link, or be about to.
    const look = () => {
      const kept = takeToken(live.session, place);
      if (kept === null || kept === live.token) forgetPlace(live.session, place);
      else reopen(kept);
    };
    look();
    addEventListener("storage", look);
    return () => removeEventListener("storage", look);
  }, [isClosed, live, place, reopen]);
  if (status.link === "ended" && status.ending !== null) {
    return (
      <main id="main" className={styles.alone}>
        <Empty isPage title={text.shell.ended.title} actions={<><ButtonLink look="go" href="/">{text.shell.ended.go}</ButtonLink><Button look="pen" onPress={() => location.reload()}>{text.shell.ended.again}</Button></>}>
          {status.ending.message}
        </Empty>
      </main>
    );
  }
  if (status.self === null) {
    return (
      <main id="main" className={styles.alone} aria-busy="true">
        <p className={styles.wait} role="status">{status.ending?.message ?? (status.retryAt !== null ? text.shell.loadingLong : text.shell.loading)}</p>
        {status.retryAt !== null && status.ending === null && <Button onPress={live.retry}>{text.shell.link.now}</Button>}
      </main>
    );
  }
  return <div className={frame.frame}>{children}<LinkStrip /></div>;
}
