import { expect, test } from "vitest";
import { findPassage, passageOf } from "./passages";

test("a note in quotation marks holds a passage", () => {
  expect(passageOf("“You press four and it goes away.”")).toBe("You press four and it goes away.");
  expect(passageOf("“You press four…”")).toBe("You press four");
  expect(passageOf("She said “no” twice.")).toBeNull();
  expect(passageOf("Nobody hurried.")).toBeNull();
});

test("a passage is found across white space and pieces", () => {
  const pieces = ["Now it beeps\n and gives you ", "six", " numbers."];
  expect(findPassage(pieces, "and gives you")).toEqual({ start: { piece: 0, offset: 14 }, end: { piece: 0, offset: 27 } });
  expect(findPassage(["One block.", "Another one."], "block. Another")).toEqual({ start: { piece: 0, offset: 4 }, end: { piece: 1, offset: 7 } });
});

test("what is not there is not found", () => {
  expect(findPassage(["Nothing of the kind."], "You press four")).toBeNull();
});
