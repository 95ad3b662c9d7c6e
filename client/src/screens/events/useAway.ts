/** The events that this person has put off or away, kept in this browser for this session. */
import { useCallback, useState } from "react";
import { readDraft, useLive, writeDraft } from "../../records";

const field = "events.away";

export function useAway(): { away: ReadonlySet<string>; putAway(inject: string): void } {
  const { session } = useLive();
  const [away, setAway] = useState<ReadonlySet<string>>(() => new Set((readDraft(session, field) ?? "").split(" ").filter(Boolean)));
  const putAway = useCallback((inject: string) => setAway((before) => {
    const next = new Set(before).add(inject);
    writeDraft(session, field, [...next].join(" "));
    return next;
  }), [session]);
  return { away, putAway };
}
