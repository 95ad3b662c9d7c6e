/** Panels of the frame that a screen may ask for: a phone's "Messages" tab opens what the bar's button opens. */
const wakes = new Set<() => void>();

export function openMessages(): void {
  for (const wake of [...wakes]) wake();
}

export function onMessagesAsked(wake: () => void): () => void {
  wakes.add(wake);
  return () => wakes.delete(wake);
}
