import { expect, test } from "vitest";
import { nextStop } from "./boxes";

const counts = [3, 2, 1, 4, 1, 1];

test("down runs through a box and on into the one below", () => {
  expect(nextStop(counts, { box: 0, index: 0 }, "ArrowDown")).toEqual({ box: 0, index: 1 });
  expect(nextStop(counts, { box: 0, index: 2 }, "ArrowDown")).toEqual({ box: 3, index: 0 });
});

test("up enters the box above at its last stop", () => {
  expect(nextStop(counts, { box: 3, index: 0 }, "ArrowUp")).toEqual({ box: 0, index: 2 });
});

test("left and right keep the height, as far as the neighbour reaches", () => {
  expect(nextStop(counts, { box: 0, index: 2 }, "ArrowRight")).toEqual({ box: 1, index: 1 });
  expect(nextStop(counts, { box: 4, index: 0 }, "ArrowLeft")).toEqual({ box: 3, index: 0 });
});

test("at an edge one stays", () => {
  expect(nextStop(counts, { box: 0, index: 0 }, "ArrowUp")).toEqual({ box: 0, index: 0 });
  expect(nextStop(counts, { box: 2, index: 0 }, "ArrowRight")).toEqual({ box: 2, index: 0 });
  expect(nextStop(counts, { box: 5, index: 0 }, "ArrowDown")).toEqual({ box: 5, index: 0 });
});
