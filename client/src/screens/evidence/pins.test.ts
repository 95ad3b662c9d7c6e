import { expect, test } from "vitest";
import { onlyAdds, pinMoves, quoted } from "./pins";

const pinned = [{ claim: "a", stance: "supports", strength: 3, note: "as it was" }] as const;

test("a stance that was not touched moves nothing", () => {
  expect(pinMoves(pinned, { a: "supports" }, "")).toEqual([]);
  expect(pinMoves(pinned, {}, "new")).toEqual([]);
});

test("one exhibit may support one cause and contradict another", () => {
  expect(pinMoves([], { a: "supports", b: "contradicts" }, " so ")).toEqual([
    { do: "link.put", claim: "a", stance: "supports", strength: 2, note: "so" },
    { do: "link.put", claim: "b", stance: "contradicts", strength: 2, note: "so" },
  ]);
});

test("turning a pin round keeps its strength and its note", () => {
  expect(pinMoves(pinned, { a: "contradicts" }, "")).toEqual([{ do: "link.put", claim: "a", stance: "contradicts", strength: 3, note: "as it was" }]);
});

test("taking a stance back unpins", () => {
  const moves = pinMoves(pinned, { a: null }, "");
  expect(moves).toEqual([{ do: "link.drop", claim: "a" }]);
  expect(onlyAdds(pinned, moves)).toBe(false);
});

test("a quotation fits a note", () => {
  expect(quoted("  You press four\n and it goes away. ")).toBe("“You press four and it goes away.”");
  expect(quoted("x".repeat(400))).toHaveLength(300);
  expect(quoted("  ")).toBe("");
});
