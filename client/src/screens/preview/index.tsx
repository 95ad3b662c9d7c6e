/**
 * The preview: a case that is being written, as its participants see it, with what the linter says and what only its
 * author knows beside it.
 *
 * Served by `practicum preview` alone. The screens are the real ones, of sessions that the server has set up; everything
 * follows a save by itself.
 */
import { useEffect, useMemo, useRef, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Button, ButtonLink } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Empty, Note } from "../../parts/Note";
import { Tabs } from "../../parts/Tabs";
import { text } from "../../text";
import { follow, type State } from "./api";
import { Causes } from "./Causes";
import { choose, type Side, useChoice } from "./choice";
import { Controls } from "./Controls";
import { Exhibits } from "./Exhibits";
import { Findings } from "./Findings";
import { Frame } from "./Frame";
import { PlansSide } from "./PlansSide";
import { groupsOf, placeOf, sceneOf, screenOf, searchOf, shelf } from "./screens";
import { ScreenList, Screens } from "./Screens";
import { Show } from "./Show";
import { forgetPlaces, useScene } from "./useScene";
import styles from "./Preview.module.css";

export default function Preview() {
  const [state, setState] = useState<State | null>(null);
  const [isGone, setGone] = useState(false);
  useEffect(() => follow((told) => {
    setGone(told === null);
    if (told !== null) setState(told);
  }), []);
  const words = text.preview;
  useEffect(() => {
    document.title = [words.title, state?.case?.title, text.shell.name].filter(Boolean).join(" · ");
  }, [state?.case?.title, words]);
  useTold(state);
  return (
    <div className={styles.preview}>
      <a className={styles.skip} href="#screen">{words.skip}</a>
      {state === null ? <main className={styles.alone}><Empty isPage title={isGone ? words.gone.title : words.begins}>{isGone ? words.gone.text : null}</Empty></main> : <Inside state={state} isGone={isGone} />}
    </div>
  );
}

function Inside({ state, isGone }: { state: State; isGone: boolean }) {
  const choice = useChoice();
  const words = text.preview;
  const seen = state.case;
  const groups = useMemo(() => (seen === null ? [] : groupsOf(seen)), [seen]);
  const screen = screenOf(groups, choice.screen);
  const errors = state.findings.filter((finding) => finding.severity === "error").length;
  return (
    <>
      <header className={styles.bar}>
        <p className={styles.where}><span className={styles.mark}><span className={styles.pilcrow} aria-hidden="true">¶</span>{words.title}</span><span className={styles.case}>{seen?.title ?? state.path}</span><Saved version={state.version} /></p>
        <Controls choice={choice} seen={seen} />
      </header>
      {isGone && <p className={styles.strip} role="alert"><Icon name="warning" />{words.gone.title}. {words.gone.text}</p>}
      {!isGone && state.broken && <p className={styles.strip} data-look="cri" role="status"><Icon name="warning" /><span>{seen === null ? words.brokenFirst(errors) : words.broken(errors)}</span><Button size="sm" onPress={() => choose.side("findings")}>{words.read}</Button></p>}
      <div className={styles.work} data-wide={choice.isWide || undefined}>
        {screen && <div className={styles.rail}><Screens groups={groups} current={screen.id} /></div>}
        <main className={styles.stage} id="screen" tabIndex={-1}>
          {screen && <div className={styles.pick}><ScreenList groups={groups} current={screen.id} /></div>}
          {screen ? <Stage state={state} screen={screen.id} title={screen.title} /> : <Empty title={words.nothingYet}>{words.nothingYetText}</Empty>}
        </main>
        {!choice.isWide && <aside className={styles.side} aria-label={words.side}><Beside state={state} groups={groups} side={choice.side} /></aside>}
      </div>
    </>
  );
}

/** When the version that is on show was read, once that is not the first one. */
function Saved({ version }: { version: string }) {
  const first = useRef(version);
  const [at, setAt] = useState<Date | null>(null);
  useEffect(() => {
    if (first.current === "") first.current = version;
    if (version !== first.current) setAt(new Date());
  }, [version]);
  return at === null ? null : <span className={styles.saved}>{text.preview.saved(at.toLocaleTimeString("en-GB"))}</span>;
}

/** The screen itself, and how to see it alone or anew. */
function Stage({ state, screen, title }: { state: State; screen: string; title: string }) {
  const choice = useChoice();
  const words = text.preview;
  const isShelf = screen === shelf;
  const { staged, trouble, afresh } = useScene(state.version, isShelf ? null : sceneOf(screen), choice.language, choice.timing);
  const inside = useRef<Window | null>(null);
  const before = useRef({ screen, seat: choice.seat, search: searchOf(screen, choice.seat) });
  const isSame = before.current.screen === screen && before.current.seat === choice.seat;
  const session = staged?.session ?? "";
  const address = useMemo(() => {
    if (isShelf) {
      forgetPlaces();
      before.current = { screen, seat: choice.seat, search: "" };
      return `/?version=${encodeURIComponent(state.version)}`;
    }
    if (staged === null || staged.scene !== sceneOf(screen)) return null;
    const { path, token } = placeOf(staged, choice.seat);
    // After a save whoever has gone on inside the frame stays where they are.
    const search = isSame && inside.current !== null ? inside.current.location.search : searchOf(screen, choice.seat);
    before.current = { screen, seat: choice.seat, search };
    return `${path}${search}#token=${encodeURIComponent(token)}`;
  }, [session, screen, choice.seat, isShelf ? state.version : ""]);
  const [last, setLast] = useState(address);
  if (address !== null && address !== last) setLast(address);
  const shown = address ?? last;
  return (
    <>
      {trouble !== null && <Note look="cri" role="alert">{trouble === "" ? words.gone.text : words.failed(trouble)}</Note>}
      {shown === null
        ? <p className={styles.wait} role="status">{words.comes}</p>
        : <Frame src={shown} title={words.frame(title, words.seats[choice.seat])} width={choice.width} light={choice.light} keepsScroll={isSame} onWindow={(window) => { inside.current = window; }} />}
      {shown !== null && (
        <p className={styles.tools}>
          {!isShelf && <Button look="quiet" size="sm" onPress={afresh}><Icon name="undo" size={14} />{words.afresh}</Button>}
          <ButtonLink look="quiet" size="sm" href={shown} target="_blank"><Icon name="external" size={14} />{words.alone}</ButtonLink>
          <Button look="quiet" size="sm" onPress={() => choose.wide(!choice.isWide)} aria-expanded={!choice.isWide}><Icon name={choice.isWide ? "left" : "right"} size={14} />{choice.isWide ? words.showSide : words.hideSide}</Button>
        </p>
      )}
    </>
  );
}

function Beside({ state, groups, side }: { state: State; groups: ReturnType<typeof groupsOf>; side: Side }) {
  const words = text.preview;
  const { case: seen, plans } = state;
  const failing = plans?.tests.filter((test) => !test.holds).length ?? 0;
  const views = [
    { id: "findings", title: words.sides.findings, count: state.findings.length, children: <Findings state={state} groups={groups} /> },
    ...(seen === null ? [] : [
      { id: "causes", title: words.sides.causes, children: <Causes seen={seen} /> },
      { id: "evidence", title: words.sides.evidence, children: <Exhibits seen={seen} /> },
      { id: "plans", title: words.sides.plans, count: failing > 0 ? failing : undefined, children: <PlansSide seen={seen} plans={plans} /> },
      { id: "show", title: words.sides.show, children: <Show seen={seen} /> },
    ]),
  ];
  return <Tabs className={styles.tabs} label={words.side} views={views} value={views.some((view) => view.id === side) ? side : "findings"} onChange={(id) => choose.side(id as Side)} />;
}

/** Say what a save has changed. */
function useTold(state: State | null): void {
  const announce = useAnnounce();
  const before = useRef<State | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = state;
    if (state === null || last === null) return;
    const words = text.preview.told;
    if (state.broken && (!last.broken || state.findings.length !== last.findings.length)) announce.polite(words.broken(state.findings.length));
    else if (!state.broken && state.version !== last.version) announce.polite(words.reloaded);
    if (!state.broken && !state.checking && (last.checking || state.findings.length !== last.findings.length)) announce.polite(words.problems(state.findings.length));
  }, [state, announce]);
}
