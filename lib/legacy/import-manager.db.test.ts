import { beforeAll, describe, expect, it } from "vitest";
import { hashes } from "@/e2e/support/legacy-database";
import { managerRows } from "@/e2e/support/legacy-manager-rows";
import { enter } from "@/e2e/support/members";
import { countRows, fatesOf, moveIn } from "@/e2e/support/moved-in";
import { useWorld } from "@/e2e/support/world";
import { checkScores } from "@/lib/assessment/check-scores";
import { listProducts } from "@/lib/assessment/list-products";
import { systemCaller } from "@/lib/kernel/actor";
import type { LegacyReport } from "./report";

const world = useWorld();
const cli = systemCaller("cli");
let report: LegacyReport;

beforeAll(async () => {
  report = await moveIn("manager", managerRows);
});

const idOf = async (username: string) =>
  (await world.sql<{ id: number }>("select id from users where username = $1", [username]))[0]!.id;
const grow = (more: Record<string, object[]>) =>
  Object.fromEntries(
    Object.entries(managerRows).map(([table, rows]) => [table, [...rows, ...((more[table] ?? []) as typeof rows)]]),
  );

describe("a database of the DatabaseManager", () => {
  it("gives accounts new ids where theirs are not free", async () => {
    expect(report.taken).toMatchObject({
      users: 3,
      products: 1,
      questionnaire_responses: 4,
      lead_comments: 3,
      audit_log: 2,
    });
    const carl = await idOf("carl");
    expect(fatesOf(report.changed, "users")["its id was not free"]).toContain(`1: now ${carl}`);
    expect(report.notes).toContain("Superusers see every organization here: root.");
  });

  it("keeps both a score and an option that disagree, and a set of its own for who is not the owner", async () => {
    const answers = await world.sql(
      `select u.username, r.question, r.section, r.dimension, r.maturity_score, r.score_source, r.status, o.text as option
       from questionnaire_responses r join users u on u.id = r.user_id left join options o on o.id = r.option_id order by r.id`,
    );
    expect(answers).toEqual([
      {
        username: "carl",
        question: "Who signs?",
        section: "Build",
        dimension: "Pipeline",
        maturity_score: 2,
        score_source: "option",
        status: "approved",
        option: "A person",
      },
      {
        username: "carl",
        question: "What is signed?",
        section: "Build",
        dimension: "Pipeline",
        maturity_score: 4,
        score_source: "provided",
        status: "needs_revision",
        option: null,
      },
      {
        username: "carl",
        question: "Who deploys?",
        section: "Build",
        dimension: "Deploy",
        maturity_score: 3,
        score_source: "provided",
        status: "draft",
        option: "Nobody does",
      },
      {
        username: "rita",
        question: "Who deploys?",
        section: "Build",
        dimension: "Deploy",
        maturity_score: 1,
        score_source: "option",
        status: "submitted",
        option: "All",
      },
    ]);
    expect(await checkScores(cli, {})).toEqual({ ok: true, disagreements: [] });
  });

  it("takes no verdict from who may not judge, and no circle of answers", async () => {
    expect(
      await world.sql("select comment, status, parent_comment_id is null as opens from lead_comments order by id"),
    ).toEqual([
      { comment: "Good", status: "approved", opens: true },
      { comment: "In a circle", status: null, opens: true },
      { comment: "[Approved] I say so", status: null, opens: true },
    ]);
    expect(fatesOf(report.changed, "lead_comments")).toMatchObject({
      "a verdict by someone who is no lead: it is a message": ["3: approved"],
    });
  });

  it("compares its scores with those that the answers give", () => {
    expect(fatesOf(report.left, "maturity_scores")).toEqual({
      "differs from what the answers give, which counts here": ["2: Deploy: 3.00 here, 4.50 there"],
      "is what the answers give, so it is not kept twice": [],
    });
  });

  it("keeps its trail as what it says of another system, without secrets, for superusers alone", async () => {
    const events = await world.sql(
      "select action, actor, organization_id, table_name, record_id, new_values from audit_log where action = 'LEGACY' order by id",
    );
    expect(events).toMatchObject([
      {
        ...{ actor: "cli", organization_id: null, table_name: "legacy_audit_log", record_id: 1 },
        new_values: {
          ...{ at: "2023-05-02T12:00:00.000Z", action: "UPDATE", table: "users", user_id: 3, ip_address: "192.0.2.1" },
          old_values: { email: "c@legacy.test", password_hash: "[redacted]" },
          new_values: { email: "carl@legacy.test", reset: { token: "[redacted]", note: "[redacted]" } },
        },
      },
      { record_id: 2, new_values: { action: "INSERT", old_values: null, new_values: "[redacted]" } },
    ]);
  });

  it("gives the lead the reach it had, so that all sign in and see what is theirs", async () => {
    const names = async (login: string, password: string) =>
      (await listProducts((await enter(login, password)).caller, {})).products.map(({ name }) => name);
    expect(await names("carl", "correct horse battery")).toEqual(["Shop"]);
    expect(await names("rita@legacy.test", "admin123")).toEqual(["Shop"]);
    expect(await names("root", "admin123")).toContain("Shop");
    expect((await listProducts(world.lead.caller, {})).products).toEqual([]);
  });
});

describe("the same database, grown", () => {
  const at = "2023-07-01 12:00:00";
  const grown = grow({
    users: [
      {
        id: 4,
        username: "carl",
        email: "carl@legacy.test",
        password_hash: hashes.pbkdf2,
        role: "client",
        organization: "Contoso",
        is_active: 1,
        created_at: at,
      },
    ],
    products: [{ id: 2, name: "Depot", owner_id: 4, is_active: 1, created_at: at }],
    questionnaire_responses: [
      {
        id: 5,
        user_id: 1,
        product_id: 1,
        section: "Build",
        dimension: "Deploy",
        question: "Who watches?",
        answer: "A team",
        maturity_score: 5,
        is_approved: 1,
        created_at: at,
      },
      {
        id: 6,
        user_id: 4,
        product_id: 2,
        section: "Build",
        dimension: "Deploy",
        question: "Who watches?",
        answer: "Nobody",
        maturity_score: 1,
        created_at: at,
      },
      {
        id: 7,
        user_id: 1,
        product_id: 1,
        section: "Build",
        dimension: "Pipeline",
        question: "Who signs?",
        answer: "A machine",
        maturity_score: 4,
        created_at: at,
      },
    ],
    lead_comments: [
      {
        id: 4,
        response_id: 2,
        lead_id: 2,
        product_id: 1,
        comment: "No",
        status: "rejected",
        parent_comment_id: null,
        created_at: at,
      },
    ],
    audit_log: [{ id: 3, user_id: 3, action: "INSERT", table_name: "products", record_id: 2, timestamp: at }],
  });

  it("adds only what is new, keeps what is here and says what has changed", async () => {
    const more = await moveIn("manager", grown);
    expect(more.taken).toMatchObject({
      users: 1,
      products: 1,
      questionnaire_responses: 2,
      lead_comments: 1,
      audit_log: 1,
    });
    expect(more.known).toMatchObject({ users: 3, products: 1, lead_comments: 3, audit_log: 2 });
    expect(more.made).toEqual({ questionnaires: 1 });
    expect(more.notes).toContain("This system has moved in before, from securesphere.db.");
    expect(fatesOf(more.left, "questionnaire_responses")).toEqual({
      "answered again there since it moved in; kept as it is here": ["7"],
    });
    expect(fatesOf(more.changed, "questionnaire_responses")).toMatchObject({
      "its product's questionnaire does not ask it: it is a free question": ["5"],
    });
    expect(fatesOf(more.changed, "lead_comments")).toMatchObject({
      "a verdict on an answer that moved in earlier: it is a message": ["4: rejected"],
    });
    expect(Object.keys(fatesOf(more.changed, "users"))).toContainEqual(
      expect.stringContaining("an account here, with which it is not joined"),
    );
    expect(await checkScores(cli, {})).toEqual({ ok: true, disagreements: [] });
    await enter("carl@legacy.test", "correct horse battery"); // still the first Carl's
    const before = await countRows(world);
    expect((await moveIn("manager", grown)).taken.users).toBe(0);
    expect(await countRows(world)).toEqual(before);
  });

  it("says what has changed in rows that moved in", async () => {
    const changed = {
      ...grown,
      users: grown.users!.map((user) => (user.id === 2 ? { ...user, email: "new@legacy.test" } : user)),
    };
    const more = await moveIn("manager", changed);
    expect(fatesOf(more.left, "users")).toEqual({ "changed there since it moved in; kept as it is here": ["2: rita"] });
  });
});

describe("another system", () => {
  it("joins an existing organization openly, gives no reach to it, and shares no account", async () => {
    const at = "2022-01-01 00:00:00";
    const user = { is_active: 1, password_hash: hashes.pbkdf2 };
    const other = {
      users: [
        {
          id: 1,
          username: "eve",
          email: world.client.email,
          role: "client",
          organization: "ACME",
          created_at: at,
          ...user,
        },
        {
          id: 2,
          username: "leo",
          email: "leo@legacy.test",
          role: "lead",
          organization: "ACME",
          assigned_client_id: 1,
          created_at: at,
          ...user,
        },
      ],
    };
    const more = await moveIn("manager", other);
    expect(fatesOf(more.changed, "users")).toMatchObject({
      "joins an organization that was here before": ["1: eve: ACME", "2: leo: ACME"],
    });
    expect(fatesOf(more.left, "users")).toEqual({
      "its reach to an organization that was here before: assign it there": ["leo"],
    });
    const [eve] = await world.sql("select organization_id, email from users where username = 'eve'");
    expect(eve).toMatchObject({
      organization_id: world.acme,
      email: expect.stringMatching(/^eve@moved-\d+\.invalid$/),
    });
    expect(await world.sql("select 1 from credentials where user_id = $1", [world.client.id])).toEqual([]);
    expect((await listProducts((await enter("leo", "admin123")).caller, {})).products).toEqual([]);
  });

  it("binds to a questionnaire that asks the same", async () => {
    const at = "2021-01-01 00:00:00";
    const [question] = await world.sql<{ text: string; option: string; id: number }>(
      `select q.text, o.text as option, v.id from questions q join options o on o.question_id = q.id and o.position = 2
       join questionnaire_versions v on v.id = q.version_id join questionnaires n on n.id = v.questionnaire_id
       where n.slug = 'securesphere' order by q.id limit 1`,
    );
    const more = await moveIn("manager", {
      users: [
        {
          id: 9,
          username: "fay",
          email: "fay@legacy.test",
          role: "client",
          organization: "Fabrikam",
          is_active: 1,
          created_at: at,
        },
      ],
      products: [{ id: 9, name: "Till", owner_id: 9, is_active: 1, created_at: at }],
      questionnaire_responses: [
        {
          id: 9,
          user_id: 9,
          product_id: 9,
          section: "x",
          dimension: "y",
          question: question!.text,
          answer: `C) ${question!.option}`,
          maturity_score: 3,
          created_at: at,
        },
      ],
    });
    expect(more.made).toEqual({ organizations: 1 });
    const [bound] = await world.sql(
      "select p.questionnaire_version_id as id, r.score_source from products p join questionnaire_responses r on r.product_id = p.id where p.name = 'Till'",
    );
    expect(bound).toEqual({ id: question!.id, score_source: "option" });
  });
});
