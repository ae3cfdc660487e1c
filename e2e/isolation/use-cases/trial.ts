import { expect } from "vitest";
import { makeKey } from "@/e2e/support/outside-caller";
import { anonymous, type Person, type World } from "@/e2e/support/world";
import { hashKey } from "@/lib/identity/key-format";
import { scopes as allScopes, systemCaller, type Caller, type Scope } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import type { UseCase } from "@/lib/kernel/use-case";
import { MARK, PEOPLE, type Expected } from "./expected";

/** Who tries, and about whose things. */
export interface Cast {
  /** In the order of the table's columns. */
  names: readonly string[];
  person(name: string): Person;
  /** Those who reach nothing of the organization's. */
  elsewhere: ReadonlySet<string>;
  /** The organization whose things are tried, and a word that its name has. */
  organization: number;
  word: string;
  /** Who may, where only something that is not a person does. */
  operator: string;
}

/** Those who assess, on things of Acme's. */
export const assessmentCast = (world: World): Cast => ({
  names: PEOPLE,
  person: (name) => world[name as (typeof PEOPLE)[number]],
  elsewhere: new Set(["analyst", "stranger", "strangersLead"]),
  organization: world.acme,
  word: "Acme",
  operator: "superuser",
});

/** Tries a use case by everyone. `nextPlace` gives something of the organization's that no call has changed. */
export async function tryByEveryone(
  world: World,
  useCase: UseCase,
  row: Expected<unknown>,
  nextPlace: () => Promise<unknown>,
  cast = assessmentCast(world),
) {
  const wanted = wantedOf(row.people, cast);
  const permitted = cast.names.filter((name) => wanted[name] === "ok");
  expect(permitted.length > 0 || row.by, "somebody who may, or nothing shows that the input is valid").toBeTruthy();
  const place = await nextPlace();
  await tryDenied(world, useCase, wanted, await row.input(place, cast.person(permitted[0] ?? cast.operator)), cast);
  const shown = await tryPermitted(world, useCase, row, cast, permitted, (index) => (index > 0 ? nextPlace() : place));
  // An answer in which nobody is shown anything proves nothing about those who must not see it.
  if (useCase.kind === "query" && permitted.some((name) => cast.elsewhere.has(name)))
    expect(shown, "whether anybody is shown a datum of Acme's").toBe(!row.shows);
}

async function tryDenied(world: World, useCase: UseCase, wanted: Wanted, input: unknown, cast: Cast) {
  const callers: Record<string, Caller> = { nobody: anonymous };
  for (const name of cast.names) if (wanted[name] !== "ok") callers[name] = cast.person(name).caller;
  const owner = cast.names.find((name) => wanted[name] === "ok") ?? cast.operator;
  const others = allScopes.filter((scope) => scope !== useCase.scope);
  callers["key without the scope"] = await keyCaller(world, cast.person(owner), others);
  const before = await changes(world, cast);
  const got: Record<string, unknown> = {};
  for (const [name, caller] of Object.entries(callers)) got[name] = await outcome(useCase, caller, input);
  const refusals = { ...wanted, nobody: "unauthenticated", "key without the scope": "forbidden" } as Wanted;
  expect(got, "the answers to the denied").toEqual(
    Object.fromEntries(Object.keys(callers).map((name) => [name, refusals[name]])),
  );
  expect(await changes(world, cast), "what the denied have changed").toEqual(before);
}

interface Attempt {
  name: string;
  who: string;
  caller: (person: Person) => Caller | Promise<Caller>;
}

/** Says whether anybody was shown a datum of Acme's. */
async function tryPermitted(
  world: World,
  useCase: UseCase,
  row: Expected<unknown>,
  cast: Cast,
  permitted: string[],
  placeFor: (index: number) => unknown,
): Promise<boolean> {
  const attempts: Attempt[] = permitted.map((name) => ({ name, who: name, caller: ({ caller }) => caller }));
  const { scope } = useCase;
  if (permitted[0] && scope)
    attempts.push({ name: "key", who: permitted[0], caller: (person) => keyCaller(world, person, [scope]) });
  if (row.by) attempts.push({ name: row.by, who: cast.operator, caller: () => systemCaller(row.by!) });
  let shown = false;
  for (const [index, { name, who, caller }] of attempts.entries()) {
    const place = await placeFor(index);
    const input = await row.input(place, cast.person(who));
    const as = await caller(cast.person(who));
    const { theirs } = await changes(world, cast);
    const answer: { value?: unknown } = {};
    expect([name, await outcome(useCase, as, input, answer)]).toEqual([name, row.ends ?? "ok"]);
    const shows = await showsTheirs(world, answer.value, cast);
    shown ||= shows;
    if (!cast.elsewhere.has(name)) continue;
    expect([name, (await changes(world, cast)).theirs], "changes of Acme's").toEqual([name, theirs]);
    expect([name, shows], "a datum of Acme's").toEqual([name, false]);
    if ("elsewhere" in row) expect([name, answer.value]).toEqual([name, row.elsewhere]);
  }
  return shown;
}

type Wanted = Record<string, string | undefined>;
const CODES: Record<string, string> = { ok: "ok", 403: "forbidden", 404: "not_found" };

function wantedOf(people: string, { names }: Cast): Wanted {
  const words = people.trim().split(/ +/);
  expect(words).toHaveLength(names.length);
  return Object.fromEntries(names.map((name, index) => [name, CODES[words[index]!]]));
}

/** `ok`, with the answer put into `answer`, or the code of the refusal. */
async function outcome(useCase: UseCase, caller: Caller, input: unknown, answer: { value?: unknown } = {}) {
  try {
    answer.value = await useCase(caller, input as never);
    return "ok";
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

async function keyCaller(world: World, person: Person, scopes: readonly Scope[]): Promise<Caller> {
  return { ...anonymous, credential: { kind: "key", hash: hashKey(await makeKey(world, person, scopes)) } };
}

/** How many changes the trail has, and how many of them of what is the organization's. */
async function changes(world: World, cast: Cast): Promise<{ all: number; theirs: number }> {
  const [row] = await world.sql<{ all: number; theirs: number }>(
    `select count(*) as all, count(*) filter (where organization_id = $1) as theirs from audit_log
     where action in ('INSERT', 'UPDATE', 'DELETE')`,
    [cast.organization],
  );
  return row!;
}

/** Whether an answer has the name of the organization, of its people or of anything it wrote. */
async function showsTheirs(world: World, answer: unknown, cast: Cast): Promise<boolean> {
  const people = await world.sql<{ username: string }>("select username from users where organization_id = $1", [
    cast.organization,
  ]);
  const text = JSON.stringify(answer) ?? "";
  return [MARK, cast.word, ...people.map(({ username }) => username)].some((word) => text.includes(word));
}
