import { beforeAll, describe, expect, it } from "vitest";
import { flaskRows } from "@/e2e/support/legacy-flask-rows";
import { enter, visitor } from "@/e2e/support/members";
import { countRows, fatesOf, moveIn } from "@/e2e/support/moved-in";
import { useWorld } from "@/e2e/support/world";
import { checkScores } from "@/lib/assessment/check-scores";
import { getProduct } from "@/lib/assessment/get-product";
import { listProducts } from "@/lib/assessment/list-products";
import { requestReset } from "@/lib/identity/request-reset";
import { signIn } from "@/lib/identity/sign-in";
import { systemCaller } from "@/lib/kernel/actor";
import type { LegacyReport } from "./report";

const world = useWorld();
const cli = systemCaller("cli");
const PASSWORD = "correct horse battery";

let dry: LegacyReport;
let report: LegacyReport;

beforeAll(async () => {
  const before = await countRows(world);
  dry = await moveIn("flask", flaskRows, { dryRun: true });
  expect(await countRows(world)).toEqual(before);
  report = await moveIn("flask", flaskRows);
});

/** A response with what is said about it. */
const response = async (id: number) =>
  (
    await world.sql(
      `select r.product_id, r.user_id, r.question, r.section, r.dimension, r.answer, r.maturity_score, r.score_source, r.status, r.version, r.comment,
         r.created_at, r.updated_at, r.submitted_at, r.reviewed_at, o.text as option, q.type
       from questionnaire_responses r left join options o on o.id = r.option_id left join questions q on q.id = r.question_id where r.id = $1`,
      [id],
    )
  )[0]!;

describe("a database of the Flask models", () => {
  it("is told of in a dry run as it then moves in, and agrees with the scores", async () => {
    expect(dry).toEqual({ ...report, dry_run: true });
    expect(report).toMatchObject({
      taken: {
        users: 4,
        products: 2,
        questionnaire_responses: 5,
        lead_comments: 4,
        score_history: 2,
        invitation_tokens: 1,
      },
      made: { organizations: 3, questionnaires: 1, assignments: 1, snapshots: 2 },
    });
    expect(await checkScores(cli, {})).toEqual({ ok: true, disagreements: [] });
  });

  it("adds nothing when it moves in again", async () => {
    const before = await countRows(world);
    const again = await moveIn("flask", flaskRows);
    expect(Object.values(again.taken).every((taken) => taken === 0)).toBe(true);
    expect(again.known).toMatchObject({ users: 4, products: 2, questionnaire_responses: 5, lead_comments: 4 });
    expect(again.changed).toEqual([]);
    expect(await countRows(world)).toEqual(before);
  });

  it("brings accounts under their ids, with an organization each, and joins none with another", async () => {
    const users = await world.sql(
      `select u.id, u.username, u.email, u.role, o.name as organization, u.is_active, u.created_at, c.password_hash is not null as signs_in
       from users u join organizations o on o.id = u.organization_id left join credentials c on c.user_id = u.id where u.id between 501 and 505 order by u.id`,
    );
    expect(users).toMatchObject([
      {
        id: 501,
        username: "ann.client",
        email: "ann@legacy.test",
        organization: "Northwind Ltd",
        created_at: new Date("2024-03-01T08:00:00.123Z"),
      },
      {
        id: 502,
        username: "bob",
        organization: "Northwind Ltd",
        created_at: new Date("2024-03-02T06:00:00Z"),
        signs_in: true,
      },
      { id: 503, username: "lena-lead", role: "lead", organization: "SecureSphere", signs_in: true },
      { id: 504, username: "zoe", organization: "zoe", is_active: false, signs_in: false },
    ]);
    expect(users[1]!.email).toMatch(/^bob@moved-\d+\.invalid$/);
    expect(fatesOf(report.left, "users")).toEqual({
      "its role is none of client, lead, analyst and superuser": ["505: odd"],
    });
    expect(Object.values(fatesOf(report.changed, "users")).flat().sort()).toEqual(
      ["502: bob, ann@legacy.test", "503: lena lead is lena-lead", "504: zoe", "504: zoe", "504: zoe"].sort(),
    );
    expect(await world.sql("select organization_id from assignments where lead_id = 503")).toEqual(
      await world.sql("select organization_id from users where id = 501"),
    );
  });

  it("brings products with what is known of them", async () => {
    const product = async (id: number) => (await getProduct(world.superuser.caller, { product_id: id })).product;
    expect(await product(601)).toMatchObject({
      ...{ name: "Portal", description: "The portal\n\nThree tiers", url: "https://portal.test", language: "Go" },
      ...{ cloud_platform: "Own racks", cicd_platform: "Make", owner_id: 501, created_at: "2024-03-05T09:00:00.000Z" },
      ...{ questionnaire: "Moved in from securesphere.db 1", status: "in_review", archived_at: null },
    });
    expect(await product(602)).toMatchObject({
      name: "Portal #602",
      archived_at: expect.any(String),
    });
    expect(fatesOf(report.left, "products")).toEqual({ "its owner was left, or is not in the file": ["603: Lost"] });
  });

  it("brings answers with scores, verdicts, evidence paths and their earlier versions", async () => {
    expect(await response(704)).toMatchObject({
      ...{ product_id: 601, user_id: 501, section: "Build", dimension: "Build", option: "All builds are scripted" },
      ...{ maturity_score: 3, score_source: "option", status: "submitted", version: 2, type: "option" },
      ...{
        created_at: new Date("2024-04-01T10:00:00Z"),
        updated_at: new Date("2024-05-01T10:00:00Z"),
        reviewed_at: null,
      },
    });
    expect(
      await world.sql(
        "select version, answer, maturity_score, status from response_revisions where response_id = 704 order by version",
      ),
    ).toEqual([
      { version: 1, answer: "Some builds are scripted", maturity_score: 2, status: "draft" },
      { version: 2, answer: "All builds are scripted", maturity_score: 3, status: "submitted" },
    ]);
    expect(await response(702)).toMatchObject({
      ...{ status: "approved", reviewed_at: new Date("2024-04-10T10:00:00Z") },
      comment: "See the log\n\nEvidence in the original system: uploads/build.pdf",
    });
    expect(await response(703)).toMatchObject({
      answer: "Whoever is asked to, on Fridays",
      maturity_score: null,
      score_source: "none",
      option: null,
      type: "text",
    });
    expect(await response(705)).toMatchObject({ section: "Test", maturity_score: 1, status: "needs_revision" });
    const [stages] = await world.sql(
      `select array_agg(o.text order by o.position) as texts from options o join questionnaire_responses r on r.question_id = o.question_id where r.id = 702`,
    );
    expect(stages).toEqual({ texts: ["Stage 1", "Stage 2", "All builds are scripted", "Stage 4", "Stage 5"] });
  });

  it("brings threads; a comment whose answer is gone stands in its product's", async () => {
    const comments = await world.sql(
      "select id, response_id, author_id, parent_comment_id, comment, status, response_version from lead_comments order by id",
    );
    expect(comments).toEqual([
      {
        id: 801,
        response_id: 702,
        author_id: 503,
        parent_comment_id: null,
        comment: "",
        status: "approved",
        response_version: 1,
      },
      {
        id: 802,
        response_id: 705,
        author_id: 503,
        parent_comment_id: null,
        comment: "Show a report",
        status: "needs_revision",
        response_version: 1,
      },
      {
        id: 803,
        response_id: 705,
        author_id: 501,
        parent_comment_id: 802,
        comment: "Here it is",
        status: null,
        response_version: null,
      },
      {
        id: 804,
        response_id: null,
        author_id: 503,
        parent_comment_id: null,
        comment: "[Rejected] Of an answer that is gone",
        status: null,
        response_version: null,
      },
    ]);
    expect(fatesOf(report.changed, "lead_comments")).toMatchObject({
      "its answer is gone: it stands in its product's thread": ["804: answer 650"],
    });
  });

  it("makes snapshots of the score history, a day each", async () => {
    expect(await world.sql("select overall_score, coverage, scores from snapshots order by taken_at")).toMatchObject([
      { overall_score: 2.5, scores: [{ section: "Build", dimension: "Build", average: 2.5 }] },
      { overall_score: 1.75, coverage: 0.75, scores: [{ average: 2.5 }, { dimension: "Test", average: 1 }] },
    ]);
  });

  it("keeps open invitations to be sent again, and no link and no setting of the other system", async () => {
    expect(await world.sql("select email, inviter_id from user_invitations")).toEqual([
      { email: "new@legacy.test", inviter_id: 503 },
    ]);
    expect(fatesOf(report.left, "invitation_tokens")).toEqual({ "it has been used": ["2"] });
    expect(JSON.stringify(report)).not.toContain("hunter2");
  });

  it("lets people in with their passwords, which become ours with it", async () => {
    const wrong = await signIn(visitor(), { login: "ann@legacy.test", password: "correct horse" });
    expect(wrong).toEqual({ kind: "refused" });
    const hash = async (id: number) =>
      (await world.sql<{ password_hash: string }>("select password_hash from credentials where user_id = $1", [id]))[0]!
        .password_hash;
    expect(await hash(501)).toMatch(/^scrypt:/);
    const { caller } = await enter("ann@legacy.test", PASSWORD);
    expect(await hash(501)).toMatch(/^\$argon2id\$/);
    const ours = await hash(501);
    await world.sql("select app.replace_foreign_hash(501, $1, '$argon2id$another')", [ours]);
    expect(await hash(501), "ours is never replaced so").toBe(ours);
    const { products } = await listProducts(caller, {});
    expect(products).toMatchObject([{ id: 601, overall_score: 2 }]);
    await enter("ann.client", PASSWORD);
    await enter("bob", "admin123");
    await enter("lena-lead", "pässwörd ✓");
    for (const login of ["ann@legacy.test", "bob"])
      expect(await signIn(visitor(), { login, password: "admin1234" })).toEqual({ kind: "refused" });
    const trail = await world.sql<{ old_values: unknown }>(
      "select actor, old_values, new_values from audit_log where table_name = 'credentials' and action = 'UPDATE' and new_values->>'password_hash' is not null",
    );
    expect(trail).toHaveLength(3);
    expect(trail[0]).toMatchObject({ actor: "system:login", old_values: { password_hash: "[redacted]" } });
  });

  it("lets an account whose password is of no use choose a new one", async () => {
    await world.sql("update users set is_active = true where id = 504");
    await requestReset(visitor(), { login: "zoe" });
    expect(await world.sql("select user_id from password_resets")).toEqual([{ user_id: 504 }]);
  });
});
