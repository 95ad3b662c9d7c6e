import { expect, test } from "vitest";
import { ServerClock } from "./clock";

function clockAt() {
  const local = { now: 0 };
  return { local, clock: new ServerClock(() => local.now) };
}

test("the sample with the smallest round trip counts", () => {
  const { local, clock } = clockAt();
  local.now = 1_000;
  clock.sample(0, 50_900); // a second of round trip: the offset is off
  local.now = 1_010;
  clock.sample(1_000, 51_005); // ten milliseconds: exact
  local.now = 1_500;
  clock.sample(1_100, 51_450);
  local.now = 2_000;
  expect(clock.now()).toBe(52_000);
});

test("time never jumps backwards: a correction is worked off", () => {
  const { local, clock } = clockAt();
  local.now = 400;
  clock.sample(0, 10_400);
  const before = clock.now();
  local.now = 410;
  clock.sample(400, 10_305);
  let last = before;
  for (let ms = 420; ms < 1_000; ms += 20) {
    local.now = ms;
    const now = clock.now();
    expect(now).toBeGreaterThanOrEqual(last);
    last = now;
  }
  expect(last).toBe(local.now + 9_900);
});

test("before the first sample the device's own clock stands in", () => {
  const { clock } = clockAt();
  expect(clock.now(() => 77)).toBe(77);
});

test("an old sample gives way to a fresh one that is a little slower", () => {
  const { local, clock } = clockAt();
  local.now = 10;
  clock.sample(0, 1_005);
  local.now = 60_000;
  clock.sample(59_970, 61_085);
  expect(clock.now()).toBe(61_100);
});

test("a server whose clock was set is believed at once, by the first sample that no delay explains", () => {
  const { local, clock } = clockAt();
  local.now = 10;
  clock.sample(0, 1_005);
  local.now = 260;
  clock.sample(60, 1_250);
  expect(clock.now()).toBe(1_260);
  local.now = 400;
  clock.sample(300, 601_350);
  expect(clock.now()).toBe(601_400);
});
