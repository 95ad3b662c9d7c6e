/** What team-mates add to the map and pin is announced; what I do myself is not. */
import { useEffect, useRef } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { firstName, nameOf, type See, useKeys, useLive, useSelf } from "../../records";
import { text } from "../../text";

export function useMapTold(team: string): void {
  useTold(`claim/${team}`, (key) => (see) => {
    const claim = see.get(key as `claim/${string}`);
    return claim && { by: claim.by, said: (name) => text.diagnose.map.saidAdded(name, claim.text, text.diagnose.map.box[claim.box]) };
  });
  useTold(`link/${team}`, (key) => (see) => {
    const link = see.get(key as `link/${string}`);
    const claim = link && see.get(`claim/${team}/${link.claim}`);
    return link && claim && { by: link.by, said: (name) => text.diagnose.map.saidPinned(name, link.evidence, claim.text) };
  });
}

type Told = { by: string; said: (name: string) => string } | undefined;

function useTold(prefix: string, told: (key: string) => (see: See) => Told): void {
  const keys = useKeys(prefix);
  const { records } = useLive();
  const { seat } = useSelf();
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string> | null>(null);

  useEffect(() => {
    const before = known.current;
    known.current = new Set(keys);
    if (before === null) return;
    for (const key of keys) {
      if (before.has(key)) continue;
      const news = told(key)(records);
      if (news && news.by !== seat) announce.polite(news.said(firstName(nameOf(news.by)(records))));
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `told` is a constant of its caller
  }, [keys, records, seat, announce]);
}
