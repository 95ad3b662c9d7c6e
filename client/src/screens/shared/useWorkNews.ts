/** Say politely when a team-mate changed the work of a phase; never one's own changes. */
import { useEffect, useRef } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { firstName, nameOf, useFigure, useRecord, useSelf } from "../../records";
import type { Signable } from "./signable";

export function useWorkNews(team: string, phase: Signable, words: (name: string) => string): void {
  const work = useRecord(`work/${team}/${phase}`);
  const { seat } = useSelf();
  const name = useFigure(nameOf(work?.by), [work?.by]);
  const announce = useAnnounce();
  const before = useRef(work?.revision);
  useEffect(() => {
    const isNew = work !== undefined && before.current !== undefined && work.revision > before.current;
    before.current = work?.revision ?? 0;
    if (isNew && work.by !== seat) announce.polite(words(firstName(name)));
  }, [work, seat, name, announce, words]);
}
