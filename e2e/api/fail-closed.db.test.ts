import { beforeAll, describe, expect, it, vi } from "vitest";
import { addAnswered } from "@/e2e/support/answered";
import { textFile } from "@/e2e/support/files";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeKey, type Answer } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";

/*
 * What cannot be written down is not done, and a database without room says so: 503, nothing half done, and as before
 * once the cause is gone.
 */
const world = useWorld();
useStore();
const door = useFrontDoor();
let key: string;
let leadKey: string;
let product: number;
let question: { id: number };
let evidence: number;
let saves = 0;

beforeAll(async () => {
  key = await makeKey(world, world.client);
  leadKey = await makeKey(world, world.lead);
  const answered = await addAnswered(world, 2);
  product = answered.id;
  question = answered.questions[0]!;
  const kept = await upload("kept.txt");
  expect(kept.status).toBe(201);
  evidence = kept.body.evidence.id;
});

const save = () =>
  call(door, "POST", "/api/save_response", {
    key,
    json: { product_id: product, question_id: question.id, answer: "C", comment: `save ${(saves += 1)}` },
  });
const upload = (name: string) =>
  call(door, "POST", `/api/v1/evidence?product_id=${product}`, {
    key,
    body: textFile(name, `the content of ${name}`).buffer.toString(),
    headers: { "x-filename": name, "content-type": "text/plain" },
  });
const readAsLead = () => call(door, "GET", `/api/v1/evidence/${evidence}/content`, { key: leadKey });

const standing = async () => ({
  answers: await world.sql("select id, version, option_id from questionnaire_responses order by id"),
  revisions: await world.sql("select count(*) from response_revisions"),
  evidence: await world.sql("select id from evidence order by id"),
  trail: await world.sql("select count(*) from audit_log"),
});

/** While `table` refuses rows as PostgreSQL does when the reason is this one. */
async function refusing<T>(table: string, state: string, work: () => Promise<T>): Promise<T> {
  await world.sql(
    `create function public.refuse() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '${state}'; end $$`,
  );
  await world.sql(`create trigger a_refuse before insert on ${table} for each row execute function public.refuse()`);
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    return await work();
  } finally {
    said.mockRestore();
    await world.sql(`drop trigger a_refuse on ${table}`);
    await world.sql("drop function public.refuse()");
  }
}

function expectUnavailable(answer: Answer) {
  expect([answer.status, answer.body?.code]).toEqual([503, "unavailable"]);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answer.text).not.toMatch(/audit_log|PL\/pgSQL|errcode/);
}

describe.each([
  ["the trail's partition is broken", "XX001"],
  ["the trail has no room", "53100"],
  ["a rule of the trail is broken", "23514"],
])("where %s", (_, state) => {
  it("no answer is saved, no file taken and none of another's shown", async () => {
    const before = await standing();
    const answers = await refusing("audit_log", state, () =>
      Promise.all([save(), upload(`${state}.txt`), readAsLead()]),
    );
    for (const answer of answers) expectUnavailable(answer);
    expect(await standing()).toEqual(before);
  });
});

it("a database whose disk is full answers 503 and changes nothing, and goes on when there is room", async () => {
  const before = await standing();
  for (const table of ["response_revisions", "evidence"]) {
    const answers = await refusing(table, "53100", () => Promise.all([save(), upload(`full of ${table}.txt`)]));
    expectUnavailable(answers[table === "evidence" ? 1 : 0]!);
  }
  const meanwhile = await standing();
  expect(meanwhile.evidence.length).toBe(before.evidence.length + 1); // stored while only answers had no room
  const [saved, stored, read] = [await save(), await upload("after.txt"), await readAsLead()];
  expect([saved.status, stored.status, read.status]).toEqual([200, 201, 200]);
  expect(read.text).toBe("the content of kept.txt");
});
