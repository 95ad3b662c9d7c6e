/** Names in sentences. */
import { expect, test } from "vitest";
import { firstName } from "./people";

test("a first name from the right keeps to itself in a sentence from the left", () => {
  expect(firstName("Ana Silva")).toBe("Ana");
  expect(firstName("ليلى حداد")).toBe("\u2068ليلى\u2069");
});
