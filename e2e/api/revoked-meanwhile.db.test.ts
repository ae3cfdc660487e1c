import { beforeAll, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeCookie, makeKey, type Call } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { addProductMember } from "@/lib/assessment/add-product-member";
import { removeProductMember } from "@/lib/assessment/remove-product-member";
import { disableUser } from "@/lib/identity/disable-user";
import { endSessionsOfUser } from "@/lib/identity/end-sessions-of-user";
import { revokeApiKey } from "@/lib/identity/revoke-api-key";

/*
 * A right that is taken away while its holder's requests are on their way: what was let in before may finish, nothing is
 * let in afterwards, and what was refused left nothing.
 */
const world = useWorld();
useStore();
const door = useFrontDoor();
/** Of all ways together. REVOCATIONS=500 for the long run. */
const ROUNDS = Number(process.env.REVOCATIONS || 40);
const SAVES = 3;
let count = 0;
let product: number;
let questions: { id: number; options: { id: number }[] }[];

beforeAll(async () => {
  process.env.API_CALLS_PER_MINUTE = "1000000";
  process.env.API_ADDRESS_CALLS_PER_MINUTE = "1000000";
  const made = await addProduct(world);
  product = made.id;
  questions = await questionsOf(world, made.versionId);
});

type Take = (person: Person, credential: Call) => Promise<unknown>;
const origin = { origin: "http://securesphere.test" };
const byKey = async (person: Person): Promise<Call> => ({ key: await makeKey(world, person) });
const bySession = async (person: Person): Promise<Call> => ({
  cookie: await makeCookie(world, person),
  headers: origin,
});

const ways: [what: string, enter: (person: Person) => Promise<Call>, take: Take, refused: number][] = [
  [
    "a key",
    byKey,
    async (person) => {
      const [key] = await world.sql<{ id: number }>("select id from api_keys where user_id = $1", [person.id]);
      await revokeApiKey(world.superuser.caller, { keyId: key!.id });
    },
    401,
  ],
  ["a session", bySession, (person) => endSessionsOfUser(world.superuser.caller, { userId: person.id }), 401],
  ["an account", bySession, (person) => disableUser(world.superuser.caller, { userId: person.id }), 401],
  [
    "a place among a product's members",
    byKey,
    (person) => removeProductMember(world.client.caller, { product_id: product, user_id: person.id }),
    403,
  ],
];

it.each(ways)("%s: nothing is let in once it was taken, whenever that is", async (_, enter, take, refused) => {
  let before = 0;
  let after = 0;
  for (let round = 0; round < ROUNDS / ways.length; round += 1) {
    const person = await world.addPerson("client", world.acme);
    await addProductMember(world.client.caller, { product_id: product, user_id: person.id });
    const credential = await enter(person);
    const save = async (at: number) => {
      const { id, options } = questions[(round * SAVES + at) % questions.length]!;
      const json = {
        product_id: product,
        question_id: id,
        option_id: options[(round + at) % options.length]!.id,
        comment: `save ${(count += 1)}`,
      };
      return (await call(door, "POST", "/api/save_response", { ...credential, json })).status;
    };
    const outcomes: { status: number; late: boolean }[] = [];
    let taking: Promise<unknown> | undefined;
    let taken = false;
    const writer = async (at: number) => {
      for (let late = false; !late;) {
        late = taken; // known before it is sent
        outcomes.push({ status: await save(at), late });
        // After so many answers, which differ from round to round, amid those that are on their way.
        if (outcomes.length > round % 7) taking ??= take(person, credential).then(() => (taken = true));
      }
    };
    await Promise.all(Array.from({ length: SAVES }, (_, at) => writer(at)));
    await taking;
    for (const { status, late } of outcomes) {
      if (late) expect(status).toBe(refused);
      else expect([200, 201, 409, refused]).toContain(status);
    }
    // As many revisions by this person as answers that said so: what was refused left nothing.
    const [{ n: kept }] = (await world.sql<{ n: number }>(
      "select count(*)::int as n from response_revisions where answered_by = $1",
      [person.id],
    )) as [{ n: number }];
    const saved = outcomes.filter(({ status }) => status < 300).length;
    expect(kept).toBe(saved);
    before += saved;
    after += outcomes.filter(({ status }) => status === refused).length;
  }
  expect(before, "some were let in before").toBeGreaterThan(0);
  expect(after).toBeGreaterThan(0);
});
