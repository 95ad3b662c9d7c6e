/** Time on screens: the server's, redrawn each second, and how much of a phase is left. */
import { useEffect, useReducer } from "react";
import type { Clock } from "../wire/types.gen";
import { useLive, useRecord } from "../records";

/** Session time for a server time. */
export function sessionTime(clock: Clock, now: number): number {
  return clock.running ? clock.due + Math.max(0, now - clock.at) * clock.rate : clock.due;
}

/** A clock slower than this stands still for whoever looks: in a preview, where nothing comes by itself. */
const stillBelow = 0.01;

export const standsStill = (clock: Clock): boolean => clock.rate < stillBelow;

/** The rate at which times ahead are told; a clock that stands still is told as if it went. */
export const rateOf = (clock: Clock): number => (standsStill(clock) ? 1 : clock.rate);

/** Server time at which a session time comes or came; null while paused and still ahead. */
export function serverTime(clock: Clock, due: number): number | null {
  return clock.running ? clock.at + (due - clock.due) / rateOf(clock) : null;
}

/** Draw again at each whole second while `isOn`. */
export function useSecond(isOn = true): void {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(draw, 1000);
    return () => clearInterval(timer);
  }, [isOn]);
}

/** Session time now, drawn again each second. Null before the clock is known. */
export function useSessionTime(): number | null {
  const live = useLive();
  const clock = useRecord("clock");
  useSecond(clock?.running ?? false);
  return clock === undefined ? null : sessionTime(clock, live.now());
}

/** Milliseconds until a session time, drawn again each second; null when there is none. */
export function useCountdown(due: number | null | undefined): number | null {
  const now = useSessionTime();
  return now === null || due === null || due === undefined ? null : due - now;
}

const dayMinutes = 12 * 60;

/** Whether so many minutes can pass on the day on which they begin; else times of the day would say nothing. */
export function fitsADay(minutes: number): boolean {
  return minutes <= dayMinutes;
}
