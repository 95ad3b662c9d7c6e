/** Route, role and phase choose the screen. Everything else is the screen's own. */
import { lazy, type ReactNode, Suspense, useEffect, useSyncExternalStore } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Announcer } from "../parts/Announcer";
import { ButtonLink } from "../parts/Button";
import { Empty } from "../parts/Note";
import { useLive, useRecord, useSelf } from "../records";
import type { OpenLive } from "../records/live";
import { loadWords, text } from "../text";
import { fetchAhead } from "./ahead";
import { Boundary } from "./Boundary";
import { useLook } from "./look";
import { phaseAfter } from "./phases";
import { rememberPlace } from "./places";
import { onRoute, type Place, routeOf } from "./routes";
import { screen, type ScreenName } from "./screens";
import { Session } from "./Session";
import { Shell } from "./Shell";
import styles from "./App.module.css";

const Home = lazy(() => loadWords("home").then(() => import("../screens/home")));
const Preview = lazy(() => loadWords("preview").then(() => import("../screens/preview")));

export function App({ openLive }: { openLive: OpenLive }) {
  const path = useSyncExternalStore(onRoute, () => location.pathname);
  const route = routeOf(path);
  return (
    <I18nProvider locale="en-GB">
      <Announcer>
        <Boundary of={path}>
          {route.page === "home" && <Suspense fallback={null}><Home code={route.code} /></Suspense>}
          {route.page === "preview" && <Suspense fallback={null}><Preview /></Suspense>}
          {route.page === "session" && (
            <Session key={`${route.place}/${route.session}`} session={route.session} place={route.place} openLive={openLive}>
              <Inside place={route.place} />
            </Session>
          )}
          {route.page === "none" && <Alone title={text.shell.noPage.title} go={text.shell.noPage.go}>{text.shell.noPage.text}</Alone>}
        </Boundary>
      </Announcer>
    </I18nProvider>
  );
}

/** A page with one remark and one way on. */
export function Alone({ title, children, go }: { title: string; children: ReactNode; go: string }) {
  return <main id="main" className={styles.alone}><Empty isPage title={title} actions={<ButtonLink look="go" href="/">{go}</ButtonLink>}>{children}</Empty></main>;
}

function Inside({ place }: { place: Place }) {
  const self = useSelf();
  const phase = useRecord("phase")?.phase ?? "lobby";
  const next = phaseAfter(phase);
  const { session } = useLive();
  const name = useRecord("session")?.name;
  useEffect(() => {
    if (name !== undefined && place !== "p") rememberPlace({ session, place, name, who: self.name, at: Date.now() });
  }, [session, place, name, self.name]);
  const looked = useLook(phase);
  useEffect(() => {
    let stop = () => {};
    const timer = setTimeout(() => {
      stop = fetchAhead(next);
    }, 2_000);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [next]);
  useEffect(() => {
    const kept = import("./keptFocus").then(({ keepFocus }) => keepFocus(), () => () => {});
    return () => void kept.then((stop) => stop());
  }, []);

  if (place === "p") return <Screen name="projector" />;
  // Facilitators, observers and raters look at all teams, wherever their link led.
  if (self.role !== "participant") return <Screen name="facilitate" />;
  return <Shell><Screen name={looked ?? phase} /></Shell>;
}

function Screen({ name }: { name: ScreenName }) {
  const Found = screen(name);
  return (
    <Boundary of={name}>
      <Suspense fallback={<p className={styles.wait} role="status">{text.shell.loading}</p>}>
        {Found ? <Found /> : null}
      </Suspense>
    </Boundary>
  );
}
