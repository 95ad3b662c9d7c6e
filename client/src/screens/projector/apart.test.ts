/** Two people of one first name are two people on the wall. */
import { expect, test } from "vitest";
import { apart } from "./apart";

test("first names are enough until two are the same", () => {
  expect(apart(["Ana Silva", "Ben Abara"])).toEqual(["Ana", "Ben"]);
  expect(apart(["Ana Silva", "Ana Moreno", "Ben Abara"])).toEqual(["Ana S.", "Ana M.", "Ben"]);
});

test("the whole name stands where an initial says too little", () => {
  expect(apart(["Ana Silva", "ana Souza", "Ana"])).toEqual(["Ana Silva", "ana Souza", "Ana"]);
  expect(apart([])).toEqual([]);
});
