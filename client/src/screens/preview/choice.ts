/** What this browser looks at, kept in the address: the screen, from whose seat, how wide, in which light, language and timing, what stands beside it. */
import { setParams, useParam } from "../shared/address";

export const seats = ["participant", "facilitator", "rater", "projector"] as const;
export const widths = ["1440", "1100", "390"] as const;
export const lights = ["system", "light", "dark"] as const;
export const sides = ["findings", "causes", "evidence", "plans", "show"] as const;

export type SeatName = (typeof seats)[number];
export type Width = (typeof widths)[number];
export type Light = (typeof lights)[number];
export type Side = (typeof sides)[number];

/** In a window below these, the usual frame is a narrower one. */
const narrow = 1280;
const phone = 720;

export interface Choice { screen: string; seat: SeatName; width: Width; light: Light; side: Side; language: string; timing: string; isWide: boolean }

export function useChoice(): Choice {
  return {
    screen: useParam("screen") ?? "lobby",
    seat: oneOf(seats, useParam("as")),
    width: oneOf(widths, useParam("width") ?? (innerWidth < phone ? "390" : innerWidth < narrow ? "1100" : null)),
    light: oneOf(lights, useParam("light")),
    side: oneOf(sides, useParam("side")),
    language: useParam("in") ?? "",
    timing: useParam("time") ?? "",
    isWide: useParam("wide") !== null,
  };
}

/** Another screen is a step of the browser's history; all else changes in place. */
export const choose = {
  screen: (screen: string) => setParams({ screen }),
  seat: (seat: SeatName) => setParams({ as: seat }, "replace"),
  width: (width: Width) => setParams({ width }, "replace"),
  light: (light: Light) => setParams({ light }, "replace"),
  side: (side: Side) => setParams({ side, wide: null }, "replace"),
  language: (language: string) => setParams({ in: language === "" ? null : language }, "replace"),
  timing: (timing: string) => setParams({ time: timing === "" ? null : timing }, "replace"),
  wide: (isWide: boolean) => setParams({ wide: isWide ? "" : null }, "replace"),
};

function oneOf<Name extends string>(names: readonly [Name, ...Name[]], asked: string | null): Name {
  return names.find((name) => name === asked) ?? names[0];
}
