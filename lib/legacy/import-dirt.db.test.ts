import { describe, expect, it } from "vitest";
import { fileOf, hashes, legacyDatabase, type LegacyRows } from "@/e2e/support/legacy-database";
import { enter } from "@/e2e/support/members";
import { countRows, fatesOf, moveIn } from "@/e2e/support/moved-in";
import { useWorld } from "@/e2e/support/world";
import { checkScores } from "@/lib/assessment/check-scores";
import { systemCaller } from "@/lib/kernel/actor";
import { importLegacy } from "./import-legacy";

const world = useWorld();
const cli = systemCaller("cli");
const at = "2024-01-01 00:00:00";
const user = { role: "client", organization: "Dirt Ltd", is_active: 1, created_at: at };
const product = { owner_id: 901, is_active: 1, created_at: at };
const answer = { user_id: 901, product_id: 911, section: "S", created_at: at, updated_at: at };

const dirty: LegacyRows = {
  users: [
    { ...user, id: 901, username: "dora", email: "dora@dirt.test", password_hash: hashes.scrypt },
    { ...user, id: 3_000_000_000, username: "big", email: "big@dirt.test" },
    { ...user, id: -5, username: "negative", email: "negative@dirt.test" },
    { ...user, id: 4_000_000_0, username: "far", email: "far@dirt.test", created_at: "the other day" },
    { ...user, id: 904, username: "Dora", email: "dora2@dirt.test", is_active: "perhaps" },
    { ...user, id: 905, username: "ann@dirt.test", email: "é@dirt.test", role: "CLIENT " },
    {
      ...user,
      id: 906,
      username: "bomb",
      email: "bomb@dirt.test",
      password_hash: `scrypt:1073741824:8:1$salt$${"0".repeat(128)}`,
    },
    { ...user, id: 907, username: null, email: null, organization: "x".repeat(900), first_name: "A\0B" },
  ],
  products: [
    { ...product, id: 911, name: "  Line\none ", product_url: "javascript:alert(1)", created_at: "2999-01-01" },
    { ...product, id: 912, name: "n".repeat(500), owner_id: "901" },
    { ...product, id: 913, name: "", owner_id: "nobody" },
    { ...product, id: 914, name: "", description: "d".repeat(500_000) },
  ],
  questionnaire_responses: [
    { ...answer, id: 921, question: "One?", answer: "A) a", score: "sixty", max_score: 100 },
    { ...answer, id: 922, question: "Two?", answer: "C) c", score: 60.0, max_score: null },
    { ...answer, id: 923, question: "Three?", answer: "B) b", score: -20 },
    { ...answer, id: 924, question: "Four?", answer: "some words", score: 50 },
    { ...answer, id: 925, question: "", answer: "B) b", score: 40 },
    { ...answer, id: 926, question: "Five?", answer: "x".repeat(90_000), score: 7000 },
    { ...answer, id: 927, question: "Six?", answer: null, score: null, client_comment: "n\0ul" },
    { ...answer, id: 928, question: "Seven?", answer: "B) b", score: 40, product_id: 999 },
    { ...answer, id: 4_999_999_0, question: "Eight?", answer: "B) b", score: 40 },
  ],
  lead_comments: [
    {
      id: 931,
      response_id: 922,
      lead_id: 901,
      product_id: 911,
      comment: "to itself",
      status: "shouted",
      parent_comment_id: 931,
      created_at: at,
    },
    { id: 932, response_id: "abc", lead_id: 901, product_id: 911, comment: "x", status: null, created_at: at },
    { id: 933, response_id: 922, lead_id: 901, product_id: 911, comment: "  ", status: "pending", created_at: at },
    { id: 934, response_id: 922, lead_id: 777, product_id: 911, comment: "whose?", status: "pending", created_at: at },
    { id: 935, response_id: 1, lead_id: 901, product_id: 2, comment: "where?", status: "pending", created_at: at },
  ],
};

describe("dirt", () => {
  it("is taken as far as it can be, and every row that is not is told of, with a reason", async () => {
    const report = await moveIn("flask", dirty);
    expect(report.taken).toMatchObject({ users: 6, products: 3, questionnaire_responses: 7, lead_comments: 2 });
    expect(fatesOf(report.left, "users")).toEqual({
      "its id is not a positive whole number": ['row 1: "-5"', 'row 8: "3000000000"'],
    });
    expect(fatesOf(report.left, "products")).toEqual({ "it has no owner": ["913"] });
    expect(fatesOf(report.left, "questionnaire_responses")).toEqual({
      "it names no question": ["925"],
      "its product was left, or is not in the file": ["928"],
    });
    expect(fatesOf(report.left, "lead_comments")).toEqual({
      "it is empty": ["933"],
      "its author was left, or is not in the file": ["934"],
      "neither its answer nor its product moved in": ["935"],
    });
    expect(fatesOf(report.changed, "users")).toMatchObject({
      "its id was not free": [expect.stringMatching(/^40000000: now \d{3}$/)],
      "created_at is not a time that can be": ['40000000: "the other day"'],
      "is_active is neither yes nor no": ['904: "perhaps"'],
      "its user name is not possible here or not free": [
        "904: Dora is Dora-904",
        "905: ann@dirt.test is ann",
        "907:  is user-907",
      ],
      "first_name held NUL characters, which cannot be stored": ["907"],
    });
    expect(fatesOf(report.changed, "users")["its password cannot be kept: a new one must be chosen"]).toContain(
      "906: bomb",
    );
    expect(fatesOf(report.changed, "questionnaire_responses")).toMatchObject({
      "score is not a number": ['921: "sixty"'],
      "its score is not 20 to 100: it is not scored by it": ["923: -20", "926: 7000"],
      "answer is cut to 20,000 characters": ["926: it has 90,000"],
    });
    expect(await checkScores(cli, {})).toEqual({ ok: true, disagreements: [] });
    const scores = await world.sql(
      "select id, maturity_score, status from questionnaire_responses order by question_id",
    );
    expect(scores.map(({ maturity_score }) => maturity_score)).toEqual([1, 3, 2, 2.5, null, null, 2]);
    const [shown] = await world.sql("select name, url, description from products where id = 911");
    expect(shown).toEqual({ name: "Line one", url: "", description: "Address: javascript:alert(1)" });
    await enter("dora@dirt.test", "correct horse battery");
  });

  it("leaves numbers to those who come later", async () => {
    const [next] = await world.sql<{ id: number }>(
      "insert into users (organization_id, username, email, role) values ($1, 'later', 'later@dirt.test', 'client') returning id",
      [world.acme],
    );
    expect(next!.id).toBeGreaterThan(907);
    expect(next!.id).toBeLessThan(1_000);
  });

  it("leaves a file of something else alone", async () => {
    const before = await countRows(world);
    const database = await legacyDatabase("flask", {});
    database.run("alter table users rename to accounts");
    const bytes = database.export();
    await expect(importLegacy(cli, { file: fileOf(bytes) })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("no table `users`"),
    });
    await expect(moveIn("flask", { users: [] })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("no accounts"),
    });
    expect(await countRows(world)).toEqual(before);
  });

  it("is whole or not at all: a failure in the middle leaves nothing", async () => {
    const before = await countRows(world);
    await world.sql("alter table lead_comments add constraint broken check (comment <> 'break here')");
    try {
      const rows = {
        users: [{ ...user, id: 951, username: "half", email: "half@dirt.test" }],
        products: [{ ...product, id: 952, name: "Half", owner_id: 951 }],
        lead_comments: [{ id: 953, lead_id: 951, product_id: 952, comment: "break here", created_at: at }],
      };
      await expect(moveIn("flask", rows)).rejects.toThrow();
      expect(await countRows(world)).toEqual(before);
    } finally {
      await world.sql("alter table lead_comments drop constraint broken");
    }
  });
});
