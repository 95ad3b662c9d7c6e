import { expect, test } from "vitest";
import { monthAt, monthFrom, monthOf, months, monthStart, placeOf } from "./calendar";

test("three months make thirteen weeks", () => {
  expect(months.map(monthStart)).toEqual([0, 4, 8, 13, 17, 21, 26, 30, 34, 39, 43, 47]);
  expect(monthStart(13)).toBe(52);
});

test("each week belongs to the month that began last", () => {
  for (const month of months) {
    expect(monthOf(monthStart(month))).toBe(month);
    expect(monthOf(monthStart(month + 1) - 1)).toBe(month);
  }
  expect(monthOf(99)).toBe(12);
});

test("a month's start stands on its line of the board, and what is dropped there starts there", () => {
  for (const month of months) {
    expect(placeOf(monthStart(month))).toBeCloseTo((month - 1) / 12);
    expect(monthAt(placeOf(monthStart(month)) + 0.001)).toBe(month);
  }
  expect(placeOf(52)).toBe(1);
  expect(placeOf(60)).toBe(1);
});

test("a place outside the board is its first or last month", () => {
  expect(monthAt(-0.3)).toBe(1);
  expect(monthAt(1.2)).toBe(12);
});

test("what can still start is the first month that has not begun", () => {
  expect(monthFrom(13)).toBe(4);
  expect(monthFrom(14)).toBe(5);
  expect(monthFrom(48)).toBe(13);
});
