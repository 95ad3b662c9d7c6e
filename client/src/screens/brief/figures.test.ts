import { expect, test } from "vitest";
import { addsTo } from "./figures";

test("a budget that the case names itself is not said twice", () => {
  expect(addsTo([{ value: "£180,000" }], "£180,000")).toBe(false);
  expect(addsTo([{ value: "14 %" }], "£180,000")).toBe(true);
});

test("nor is one that another language writes in its way", () => {
  expect(addsTo([{ value: "180.000 £" }], "£180,000")).toBe(false);
  expect(addsTo([{ value: "180.000 £" }], "€180,000")).toBe(true);
});

test("a no-break space makes no difference", () => {
  expect(addsTo([{ value: "24 h" }], "24\u00a0h")).toBe(false);
});
