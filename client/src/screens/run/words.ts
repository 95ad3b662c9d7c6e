/** A story in words: the chart's title, and the line under the plot with its tone. */
import { text } from "../../text";
import { monthOf } from "../design/calendar";
import { difference, isPossible, reading } from "../measure/units";
import type { Story } from "./findings";

export type Tone = "pos" | "cri" | "flat";
export interface About { label: string; unit: string; good: "up" | "down"; target: number | null; dueMonth: number | null; month: number; isOver: boolean }

/** The title states the finding. */
export function titleOf(story: Story, { label, unit }: About): string {
  const words = text.run.finding;
  if (story.now === null) return words.none(label);
  const value = reading(tidy(story.now), unit);
  const way = story.from !== null && story.now < story.from ? words.down : words.up;
  switch (story.kind) {
    case "reached": return words.reached(label, value);
    case "better": return words.better(label, way, value);
    case "behind": return words.behind(label, way, value);
    case "worse": return words.worse(label, way, value);
    case "fading": return words.fading(label, reading(tidy(story.best ?? story.now), unit), value);
    case "first": return words.first(label, value);
    default: return words.flat(label, value);
  }
}

/** The line under the plot: what it means against the control group, the target, or before. */
export function lineOf(story: Story, about: About): { tone: Tone; words: string } {
  const words = text.run.reading;
  const { unit, good, target, dueMonth, month, isOver } = about;
  if (story.now === null) return { tone: "flat", words: words.none };
  const now = words.now(reading(tidy(story.now), unit), story.readings);
  if (story.over !== null) {
    if (!story.isOverClear) return { tone: "flat", words: words.level(now) };
    return { tone: story.over > 0 === (good === "up") ? "pos" : "cri", words: words.over(now, difference(tidy(story.over), unit, { signed: true })) };
  }
  if (story.kind === "reached") return { tone: "pos", words: words.reached(now) };
  if (target !== null && !isPossible(target, unit)) return { tone: "flat", words: words.impossible(now, reading(target, unit)) };
  if (target !== null) {
    const wanted = reading(target, unit);
    if (dueMonth !== null && month >= dueMonth) return { tone: "cri", words: words.missed(now, wanted, dueMonth) };
    if (!isOver && story.meets !== null) return { tone: "flat", words: words.meets(now, wanted, monthOf(Math.ceil(story.meets))) };
    if (!isOver && story.isNearing) return { tone: "flat", words: words.towards(now, wanted) };
    if (!isOver && !story.isOnItsWay && story.kind !== "first") return { tone: "cri", words: words.notTowards(now, wanted) };
    if (!isOver) return { tone: "flat", words: words.target(now, wanted) };
  }
  return { tone: "flat", words: story.before === null ? words.plain(now) : words.ended(now, reading(tidy(story.before), unit)) };
}

function tidy(value: number): number {
  return Math.round(value * 10) / 10;
}
