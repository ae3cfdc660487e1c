import { expect } from "vitest";
import { makeKey } from "@/e2e/support/outside-caller";
import { anonymous, type Person, type World } from "@/e2e/support/world";
import { hashKey } from "@/lib/identity/key-format";
import { scopes as allScopes, systemCaller, type Caller, type Scope } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import type { UseCase } from "@/lib/kernel/use-case";
import { PEOPLE, type Expected, type PersonName } from "./expected";
import { MARK } from "./place";

/** Those who reach nothing of Acme's. */
const ELSEWHERE = new Set<string>(["analyst", "stranger", "strangersLead"] satisfies PersonName[]);

/** Tries a use case by everyone. `nextPlace` gives something of Acme's that no call has changed. */
export async function tryByEveryone(
  world: World,
  useCase: UseCase,
  row: Expected<unknown>,
  nextPlace: () => Promise<unknown>,
) {
  const wanted = wantedOf(row.people);
  const permitted = PEOPLE.filter((name) => wanted[name] === "ok");
  expect(permitted.length > 0 || row.by, "somebody who may, or nothing shows that the input is valid").toBeTruthy();
  const place = await nextPlace();
  await tryDenied(world, useCase, wanted, await row.input(place, world.client));
  const shown = await tryPermitted(world, useCase, row, permitted, (index) => (index > 0 ? nextPlace() : place));
  // An answer in which nobody is shown anything proves nothing about those who must not see it.
  if (useCase.kind === "query" && permitted.some((name) => ELSEWHERE.has(name)))
    expect(shown, "whether anybody is shown a datum of Acme's").toBe(!row.shows);
}

async function tryDenied(world: World, useCase: UseCase, wanted: Wanted, input: unknown) {
  const callers: Record<string, Caller> = { nobody: anonymous };
  for (const name of PEOPLE) if (wanted[name] !== "ok") callers[name] = world[name].caller;
  const owner = PEOPLE.find((name) => wanted[name] === "ok") ?? "superuser";
  const others = allScopes.filter((scope) => scope !== useCase.scope);
  callers["key without the scope"] = await keyCaller(world, world[owner], others);
  const before = await changes(world);
  const got: Record<string, unknown> = {};
  for (const [name, caller] of Object.entries(callers)) got[name] = await outcome(useCase, caller, input);
  const refusals = { ...wanted, nobody: "unauthenticated", "key without the scope": "forbidden" } as Wanted;
  expect(got, "the answers to the denied").toEqual(
    Object.fromEntries(Object.keys(callers).map((name) => [name, refusals[name]])),
  );
  expect(await changes(world), "what the denied have changed").toEqual(before);
}

interface Attempt {
  name: string;
  who: PersonName;
  caller: (person: Person) => Caller | Promise<Caller>;
}

/** Says whether anybody was shown a datum of Acme's. */
async function tryPermitted(
  world: World,
  useCase: UseCase,
  row: Expected<unknown>,
  permitted: PersonName[],
  placeFor: (index: number) => unknown,
): Promise<boolean> {
  const attempts: Attempt[] = permitted.map((name) => ({ name, who: name, caller: ({ caller }) => caller }));
  const { scope } = useCase;
  if (permitted[0] && scope)
    attempts.push({ name: "key", who: permitted[0], caller: (person) => keyCaller(world, person, [scope]) });
  if (row.by) attempts.push({ name: row.by, who: "superuser", caller: () => systemCaller(row.by!) });
  let shown = false;
  for (const [index, { name, who, caller }] of attempts.entries()) {
    const place = await placeFor(index);
    const input = await row.input(place, world[who]);
    const as = await caller(world[who]);
    const { acme } = await changes(world);
    const answer: { value?: unknown } = {};
    expect([name, await outcome(useCase, as, input, answer)]).toEqual([name, row.ends ?? "ok"]);
    const shows = await showsAcme(world, answer.value);
    shown ||= shows;
    if (!ELSEWHERE.has(name)) continue;
    expect([name, (await changes(world)).acme], "changes of Acme's").toEqual([name, acme]);
    expect([name, shows], "a datum of Acme's").toEqual([name, false]);
    if ("elsewhere" in row) expect([name, answer.value]).toEqual([name, row.elsewhere]);
  }
  return shown;
}

type Wanted = Record<string, string | undefined>;
const CODES: Record<string, string> = { ok: "ok", 403: "forbidden", 404: "not_found" };

function wantedOf(people: string): Wanted {
  const words = people.trim().split(/ +/);
  expect(words).toHaveLength(PEOPLE.length);
  return Object.fromEntries(PEOPLE.map((name, index) => [name, CODES[words[index]!]]));
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

/** How many changes the trail has, and how many of them of what is Acme's. */
async function changes(world: World): Promise<{ all: number; acme: number }> {
  const [row] = await world.sql<{ all: number; acme: number }>(
    `select count(*) as all, count(*) filter (where organization_id = $1) as acme from audit_log
     where action in ('INSERT', 'UPDATE', 'DELETE')`,
    [world.acme],
  );
  return row!;
}

/** Whether an answer has a name of Acme's, of its people or of anything it wrote. */
async function showsAcme(world: World, answer: unknown): Promise<boolean> {
  const people = await world.sql<{ username: string }>("select username from users where organization_id = $1", [
    world.acme,
  ]);
  const text = JSON.stringify(answer) ?? "";
  return [MARK, "Acme", ...people.map(({ username }) => username)].some((word) => text.includes(word));
}
