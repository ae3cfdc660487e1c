import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { compareChanges, countChanges } from "@/e2e/support/count-changes";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type World } from "@/e2e/support/world";
import type { UseCase } from "@/lib/kernel/use-case";
import { query } from "@/lib/kernel/query";
import { assessmentTable } from "./use-cases/assessment";
import { EVERYONE, may, SUPERUSER, type Row } from "./use-cases/expected";
import { identityTable } from "./use-cases/identity";
import { intelligenceTable } from "./use-cases/intelligence";
import { intelligenceCast, makeInvestigation } from "./use-cases/investigation";
import { makeAccounts, makeWork, renewSessions } from "./use-cases/place";
import { serviceTable } from "./use-cases/service";
import { assessmentCast, tryByEveryone } from "./use-cases/trial";

/*
 * Every use case there is, tried on something of Acme's, or of an agency's, by everyone it is not for: by nobody, in the wrong role, from
 * another organization, by a key that lacks its scope. They are found by loading every module of lib and noting what
 * passes the gate; one that no table expects fails.
 */
const { made } = vi.hoisted(() => ({ made: [] as UseCase[] }));
vi.mock("@/lib/kernel/gate", async (original) => {
  const kernel = await original<typeof import("@/lib/kernel/gate")>();
  const gate = (...definition: Parameters<typeof kernel.gate>) => {
    const useCase = kernel.gate(...definition);
    made.push(useCase as UseCase);
    return useCase;
  };
  return { ...kernel, gate };
});

const files = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => path.resolve("lib", file));
const modules: object[] = [];
for (const file of files) modules.push((await import(file)) as object);

const isUseCase = (value: unknown): value is UseCase => typeof value === "function" && "action" in value;
const exported = new Set(modules.flatMap((module) => Object.values(module).filter(isUseCase)));
/** What is exported as a use case but made of several that pass the gate. */
const wholes = [...exported].filter((useCase) => !made.includes(useCase));

/** All use cases by the names that tables have for them. */
function useCases(): Map<string, UseCase> {
  const named = new Map<string, UseCase>();
  for (const useCase of made) {
    const others = made.slice(0, made.indexOf(useCase)).filter(({ action }) => action === useCase.action).length;
    named.set(others ? `${useCase.action} ${others + 1}` : useCase.action, useCase);
  }
  for (const useCase of wholes) named.set(`${useCase.action}, whole`, useCase);
  return named;
}

const world = useWorld();
useStore();
type Make = (world: World) => Promise<unknown>;
const rowsOf = (table: object, make: Make) =>
  Object.entries(table).map(([name, row]) => ({ name, row: row as Row<unknown>, make }));
const rows = [
  ...rowsOf(assessmentTable, makeWork),
  ...rowsOf(identityTable, makeAccounts),
  ...rowsOf(serviceTable, makeAccounts),
  ...rowsOf(intelligenceTable, makeInvestigation),
];
/** The use case that a row is about; after a colon it says what it is asked for. */
const subjectOf = (name: string) => name.split(":")[0]!;

const expectedNames = () => new Set(rows.map(({ name }) => subjectOf(name)));
const unexpected = () => [...useCases().keys()].filter((name) => !expectedNames().has(name));

beforeAll(() => countChanges(world));
beforeEach(() => renewSessions(world));

describe("every use case", () => {
  it("stands in a table, and every row is about one", () => {
    expect(unexpected()).toEqual([]);
    expect([...expectedNames()].filter((name) => !useCases().has(name))).toEqual([]);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it("is found, wherever in lib it is made", () => {
    const written = files.flatMap(
      (file) => readFileSync(file, "utf8").match(/= (command|query|look|lookIntoCase)\((?!\))/g) ?? [],
    );
    expect(written.length).toBeGreaterThan(100);
    expect(made).toHaveLength(written.length);
  });

  it("is sensitive or not on purpose: these want their person to have shown who it is", () => {
    const sensitive = new Set(made.filter((useCase) => useCase.sensitive).map(({ action }) => action));
    expect([...sensitive].sort()).toEqual([
      "audit.hold.lift",
      "identity.erasure.confirm",
      "identity.erasure.request",
      "identity.factor.confirm-app",
      "identity.factor.remove-app",
      "identity.factor.renew-codes",
      "identity.factor.require",
      "identity.factor.reset",
      "identity.factor.start-app",
      "identity.key.create",
      "identity.passkey.add",
      "identity.passkey.begin",
      "identity.passkey.remove",
      "identity.password.change",
      "identity.personal-data.export",
      "identity.reset.send",
      "identity.sso.save",
      "identity.user.change-role",
      "identity.user.disable",
      "identity.user.erase",
      "intelligence.break-glass.decide",
      "intelligence.break-glass.request",
      "intelligence.case-member.appoint",
      "intelligence.connectors.save",
      "intelligence.disposal.confirm",
      "intelligence.disposal.request",
      "intelligence.export.start",
      "vault.keys.request-rotation",
    ]);
  });

  it("could not be forgotten", () => {
    const before = made.length;
    query({ action: "test.forgotten", input: z.object({}), allow: () => true, run: async () => "Acme" });
    expect(unexpected()).toEqual(["test.forgotten"]);
    made.length = before;
    expect(unexpected()).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ["showed too much", {}, EVERYONE, "a datum of Acme's"],
    ["were open to too many", {}, SUPERUSER, "the answers to the denied"],
    ["asked nobody to sign in", { as: "system:login" }, EVERYONE, "the answers to the denied"],
  ])("would be noticed if it %s", async (_what, further, people, message) => {
    const before = made.length;
    const input = z.object({});
    const wrong = query({ action: "test.wrong", input, allow: () => true, run: async () => "Acme", ...further });
    made.length = before;
    const row = may(people, () => ({}));
    await expect(tryByEveryone(world, wrong as UseCase, row, async () => ({}))).rejects.toThrow(message);
  });
});

/** Places for the use cases that change nothing, by how they are made. */
const kept = new Map<Make, unknown>();
async function keptPlace(make: Make) {
  if (!kept.has(make)) kept.set(make, await make(world));
  return kept.get(make);
}

it.each(rows)("$name", { timeout: 60_000 }, async ({ name, row, make }) => {
  const useCase = useCases().get(subjectOf(name))!;
  expect(useCase.as).toBe("as" in row ? row.as : undefined);
  if ("as" in row) return;
  const cast = make === makeInvestigation ? await intelligenceCast(world) : assessmentCast(world);
  await tryByEveryone(world, useCase, row, () => (useCase.kind === "query" ? keptPlace(make) : make(world)), cast);
});

it("left of every row that any of them changed one entry in the trail, and no other", async () => {
  const { differences, changes } = await compareChanges(world);
  expect(differences).toEqual([]);
  expect(changes).toBeGreaterThan(1_000);
  // It would notice.
  await world.sql("delete from changes where transaction_id = (select max(transaction_id) from changes)");
  expect((await compareChanges(world)).differences).not.toEqual([]);
});
