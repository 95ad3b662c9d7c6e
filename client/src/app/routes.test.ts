import { expect, test } from "vitest";
import { routeOf, seatKey, tokenOf } from "./routes";

test("addresses name their pages", () => {
  expect(routeOf("/")).toEqual({ page: "home", code: "" });
  expect(routeOf("/join/V4L-K7Q")).toEqual({ page: "home", code: "V4L-K7Q" });
  expect(routeOf("/f/s1")).toEqual({ page: "session", place: "f", session: "s1" });
  expect(routeOf("/s/s1/more")).toEqual({ page: "none" });
  expect(routeOf("/s/%E0%A4%A")).toEqual({ page: "session", place: "s", session: "%E0%A4%A" });
});

test("a fragment's token counts only for its own session", () => {
  expect(tokenOf("#token=s1.0123456789abcdef", "s1")).toBe("s1.0123456789abcdef");
  expect(tokenOf("#token=s2.0123456789abcdef", "s1")).toBeNull();
  expect(tokenOf("#token=s1.", "s1")).toBeNull();
  expect(tokenOf("", "s1")).toBeNull();
});

test("a participant's and a facilitator's seat in one browser are kept apart", () => {
  expect(new Set([seatKey("s1", "s"), seatKey("s1", "f"), seatKey("s1", "p")]).size).toBe(3);
});
