/** Which exhibits this person has read, kept in this browser: the others are marked as new once they are open. */
import { useCallback, useSyncExternalStore } from "react";
import { readDraft, useLive, writeDraft } from "../../records";

const field = "evidence.read";
const wakes = new Set<() => void>();

export function useRead(): { isRead(tag: string): boolean } {
  const { session } = useLive();
  const read = useSyncExternalStore(on, () => readDraft(session, field) ?? "");
  return { isRead: useCallback((tag: string) => read.split(" ").includes(tag), [read]) };
}

export function markRead(session: string, tag: string): void {
  const read = (readDraft(session, field) ?? "").split(" ").filter(Boolean);
  if (read.includes(tag)) return;
  writeDraft(session, field, [...read, tag].join(" "));
  for (const wake of [...wakes]) wake();
}

function on(wake: () => void): () => void {
  wakes.add(wake);
  return () => wakes.delete(wake);
}
