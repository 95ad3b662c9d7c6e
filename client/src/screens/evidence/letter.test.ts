import { expect, test } from "vitest";
import { letterOf } from "./letter";

test("a letter's head is pairs, its text the rest", () => {
  expect(letterOf("**From:** Margaret\n**Subject:** Re: Webinar\n\nMorning,\n\nRework.")).toEqual({ head: [["From", "Margaret"], ["Subject", "Re: Webinar"]], body: "Morning,\n\nRework." });
});

test("a source without a head is all body", () => {
  expect(letterOf("Two handlers.")).toEqual({ head: [], body: "Two handlers." });
});

test("a bold word that begins a paragraph is text", () => {
  const source = "**Old types:** nine minutes\nand no hesitation.";
  expect(letterOf(source)).toEqual({ head: [], body: source });
});
