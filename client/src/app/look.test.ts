import { expect, test } from "vitest";
import { lookedAt } from "./look";

test("only a phase that is closed can be looked at again", () => {
  expect(lookedAt("?look=brief", "diagnose")).toBe("brief");
  expect(lookedAt("?look=diagnose", "diagnose")).toBeNull();
  expect(lookedAt("?look=debrief", "diagnose")).toBeNull();
  expect(lookedAt("?look=lobby", "diagnose")).toBeNull();
  expect(lookedAt("", "debrief")).toBeNull();
});
