/** The strip at the foot while nothing comes through: from the fourth second on, and for a moment after the return. */
import { useEffect, useRef, useState } from "react";
import { useAnnounce } from "../parts/Announcer";
import { Button } from "../parts/Button";
import { FootStrip } from "../parts/FootStrip";
import { useLive, useStatus } from "../records";
import { text } from "../text";
import { useSecond } from "./time";

const showAfterMs = 3_000;
const backForMs = 6_000;

export function LinkStrip() {
  const live = useLive();
  const { lostAt, retryAt, unanswered, ending } = useStatus();
  const announce = useAnnounce();
  const [back, setBack] = useState<number | null>(null);
  const said = useRef(false);
  const kept = useRef(0);
  useSecond(lostAt !== null);

  const isShown = lostAt !== null && performance.now() - lostAt >= showAfterMs;
  if (isShown) kept.current = unanswered;

  useEffect(() => {
    if (isShown && !said.current) {
      said.current = true;
      announce.assertive(text.shell.link.said);
    }
    if (lostAt === null && said.current) {
      said.current = false;
      setBack(kept.current);
      announce.assertive(text.shell.link.saidBack);
    }
  }, [isShown, lostAt, announce]);

  useEffect(() => {
    if (back === null) return;
    const timer = setTimeout(() => setBack(null), backForMs);
    return () => clearTimeout(timer);
  }, [back]);

  const words = text.shell.link;
  if (isShown) {
    const seconds = retryAt === null ? 0 : Math.ceil((retryAt - performance.now()) / 1000);
    return (
      <FootStrip title={words.lost} actions={<Button size="sm" onPress={live.retry}>{words.now}</Button>}>
        {ending && `${ending.message} `}{words.kept(unanswered)} <span className="num">{seconds > 0 ? words.next(seconds) : words.trying}</span>
      </FootStrip>
    );
  }
  return back === null ? null : <FootStrip look="pos" title={words.back}>{words.sent(back)}</FootStrip>;
}
