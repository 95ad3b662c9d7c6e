import { expect, test } from "vitest";
import { placed, readCode, strangeLetter, writtenCode } from "./code";

test("a code is read from whatever people paste", () => {
  expect(readCode(" v4l-k7q ")).toBe("V4LK7Q");
  expect(readCode("https://practicum.example/join/V4L-K7Q")).toBe("V4LK7Q");
});

test("a character that no code has is named", () => {
  expect(strangeLetter("V4LK7O")).toBe("O");
  expect(strangeLetter("V4LK7Q")).toBeUndefined();
});

test("typing into a box replaces it, pasting fills those after it", () => {
  expect(placed("V4L", 3, "k")).toBe("V4LK");
  expect(placed("", 0, "V4L-K7Q")).toBe("V4LK7Q");
  expect(placed("V4LK7Q", 1, "9")).toBe("V9LK7Q");
  expect(placed("V4LK7Q", 4, "ABCDEF")).toBe("V4LKAB");
});

test("a code is written with a dash in its middle", () => {
  expect(writtenCode("V4LK7Q")).toBe("V4L-K7Q");
});
