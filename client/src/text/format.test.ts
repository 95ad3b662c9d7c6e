import { expect, test } from "vitest";
import { clockText, duration, minutes, money, moneyShort, number, percent, range, signed } from "./format";
import { pseudo } from "./pseudo";
import { text } from "./index";

test("figures have a true minus and no-break spaces", () => {
  expect(number(-3.25)).toBe("−3.3");
  expect(signed(3)).toBe("+3");
  expect(signed(0)).toBe("0");
  expect(percent(14)).toBe("14\u00a0%");
  expect(range(4, 36)).toBe("4–36");
  expect(number(-0)).toBe("0");
});

test("money is short in plans and full in ledgers, by code or by sign", () => {
  expect(money(12_000, "GBP")).toBe("£12,000");
  expect(money(-12_000, "£")).toBe("−£12,000");
  expect(moneyShort(12_000, "£")).toBe("£12.0k");
  expect(moneyShort(1_200_000, "GBP")).toBe("£1.20m");
  expect(moneyShort(850, "£")).toBe("£850");
  expect(moneyShort(999_999, "£")).toBe("£1.00m");
});

test("a clock counts a begun second as a whole one, and goes on below zero", () => {
  expect(clockText(1_122_000)).toBe("18:42");
  expect(clockText(1)).toBe("00:01");
  expect(clockText(0)).toBe("00:00");
  expect(clockText(-30_000)).toBe("−00:30");
  expect(clockText(3_900_000)).toBe("1:05:00");
});

test("lengths are told in the largest units that matter", () => {
  expect(minutes(150)).toBe("2\u00a0h\u00a030");
  expect(minutes(35)).toBe("35\u00a0min");
  expect(duration(20_000)).toBe("20\u00a0s");
});

test("the pseudo-language changes every text and keeps every message's shape", () => {
  const strange = pseudo(text);
  const walk = (a: unknown, b: unknown, path: string) => {
    expect(typeof b, path).toBe(typeof a);
    if (typeof a === "string" && a !== "") expect(b, path).not.toBe(a);
    if (typeof a === "object" && a !== null) for (const name of Object.keys(a)) walk((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name], `${path}.${name}`);
  };
  walk(text, strange, "text");
});
