import { expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { fileOf, hashes, legacyDatabase } from "@/e2e/support/legacy-database";
import { useWorld } from "@/e2e/support/world";
import { checkScores } from "@/lib/assessment/check-scores";
import { systemCaller } from "@/lib/kernel/actor";
import { importLegacy } from "./import-legacy";

const world = useWorld();
const cli = systemCaller("cli");
const at = "2024-01-01 00:00:00";

/** So many products of two people each, with every question answered and every third answer reviewed. */
async function installation(first: number, products: number, questions: number) {
  const range = (count: number) => Array.from({ length: count }, (_, each) => each);
  const people = range(products).map((each) => ({
    ...{
      id: first + each,
      username: `person-${first + each}`,
      email: `p${first + each}@large.test`,
      password_hash: hashes.pbkdf2,
    },
    ...{ role: "client", organization: `Organization ${first + (each % 20)}`, is_active: 1, created_at: at },
  }));
  const lead = {
    ...people[0]!,
    id: first + products,
    username: `lead-${first}`,
    email: `lead${first}@large.test`,
    role: "lead",
    organization: null,
  };
  const answers = range(products * questions).map((each) => ({
    ...{
      id: first + each,
      user_id: first + Math.floor(each / questions),
      product_id: first + Math.floor(each / questions),
    },
    ...{
      section: `Section ${(each % questions) % 5}`,
      question: `Question ${each % questions}?`,
      answer: `${"ABCDE"[each % 5]}) Stage ${each % 5}`,
    },
    ...{ score: ((each % 5) + 1) * 20, max_score: 0, created_at: at, updated_at: at },
  }));
  const database = await legacyDatabase("flask", {
    users: [...people, lead],
    products: people.map(({ id }) => ({ id, name: `Product ${id}`, owner_id: id, is_active: 1, created_at: at })),
    questionnaire_responses: answers,
    lead_comments: answers
      .filter((_, each) => each % 3 === 0)
      .map(({ id, product_id }) => ({
        id,
        response_id: id,
        lead_id: lead.id,
        product_id,
        comment: "",
        status: "approved",
        created_at: at,
      })),
  });
  const bytes = database.export();
  database.close();
  return fileOf(bytes);
}

it("costs as many statements for a hundred rows as for thousands", { timeout: 120_000 }, async () => {
  await importLegacy(cli, { file: await installation(1_000, 1, 1) }); // which publishes the built-in questionnaire
  const [small, larger] = [await installation(10_000, 3, 10), await installation(20_000, 40, 50)];
  const few = await countStatements(() => importLegacy(cli, { file: small }));
  expect(await countStatements(() => importLegacy(cli, { file: larger }))).toBe(few);
  expect(few).toBeLessThan(60);
});

it("moves 50,000 answers in, with right scores", { timeout: 300_000 }, async () => {
  const file = await installation(100_000, 1_000, 50);
  let taken: Record<string, number> = {};
  const statements = await countStatements(async () => {
    ({ taken } = await importLegacy(cli, { file }));
  });
  expect(taken).toMatchObject({ users: 1001, products: 1000, questionnaire_responses: 50_000, lead_comments: 16_667 });
  expect(statements).toBeLessThan(120);
  expect(await checkScores(cli, {})).toEqual({ ok: true, disagreements: [] });
  const [answers] = await world.sql(
    "select count(*) as answers from questionnaire_responses where id between 100000 and 149999",
  );
  expect(answers).toEqual({ answers: 50_000 });
});
