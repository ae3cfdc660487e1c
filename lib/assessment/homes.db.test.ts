import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, maturityOfProduct, questionsOf } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getClientHome } from "./get-client-home";
import { getDashboardData } from "./get-dashboard-data";
import { getLeadHome } from "./get-lead-home";
import { getWaiting } from "./get-waiting";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";

const world = useWorld();
let product: Awaited<ReturnType<typeof addProduct>>;
let idle: Awaited<ReturnType<typeof addProduct>>;
let questions: Awaited<ReturnType<typeof questionsOf>>;

beforeAll(async () => {
  idle = await addProduct(world, world.colleague);
  product = await addProduct(world);
  await addProduct(world, world.stranger);
  questions = await questionsOf(world, product.versionId);
  const saved = [];
  for (const [index, question] of questions.slice(0, 12).entries()) {
    saved.push(
      await save(world.client.caller, {
        product_id: product.id,
        question_id: question.id,
        option_id: question.options[(index * 2) % 5]!.id,
        submit: index < 5,
      }),
    );
  }
  for (const [index, status] of (["approved", "needs_revision", "rejected"] as const).entries()) {
    await saveLeadComment(world.lead.caller, {
      product_id: product.id,
      response_id: saved[index]!.response_id,
      response_version: saved[index]!.version,
      status,
      comment: "Please look again",
    });
  }
  await world.sql("update products set created_at = now() - interval '30 days' where id = $1", [idle.id]);
  await world.sql("update answer_sets set updated_at = now() - interval '20 days' where product_id = $1", [idle.id]);
});

describe("a client's home", () => {
  it("says where to go on, what came back and where its products stand", async () => {
    const home = await getClientHome(world.client.caller, {});
    expect(home.next).toMatchObject({
      product: { id: product.id },
      number: 13,
      answered: 12,
      total: questions.length,
      kind: "continue",
      question: questions[12]!.text,
    });
    expect(home.next!.link).toMatch(new RegExp(`^/products/${product.id}/sections/\\d+\\?q=${questions[12]!.id}$`));
    expect(home.returned.map(({ verdict }) => verdict)).toEqual(["needs_revision", "rejected"]);
    expect(home.returned[0]).toMatchObject({ text: "Please look again", changed: false });
    expect(home.returnedCount).toBe(2);
    expect(home.unread).toBeGreaterThan(0);
    expect(home.products.map(({ id, mine }) => [id, mine])).toEqual([
      [product.id, true],
      [idle.id, false],
    ]);
    const maturity = await maturityOfProduct(world.client.caller, { product_id: product.id });
    expect(home.products[0]).toMatchObject({ overall_score: maturity.overall_score, scored: true, submitted: 2 });
    expect(home.products[1]).toMatchObject({ status: "not_started", scored: false });
  });

  it("begins with the first question where nothing was answered", async () => {
    const home = await getClientHome(world.colleague.caller, {});
    expect(home.next).toMatchObject({ product: { id: idle.id }, number: 1, kind: "begin" });
    expect(home.returned).toEqual([]);
  });

  it("is calm for one who has no product yet", async () => {
    const [empty] = await world.sql<{ id: number }>("insert into organizations (name) values ('Empty') returning id");
    const person = await world.addPerson("client", empty!.id);
    expect(await getClientHome(person.caller, {})).toMatchObject({ next: null, returned: [], products: [], unread: 0 });
  });
});

describe("a lead's home", () => {
  it("says what waits longest, who stalls, and how the organizations stand", async () => {
    const home = await getLeadHome(world.lead.caller, {});
    expect(home.waiting).toBe(2);
    expect(home.reviews).toHaveLength(2);
    expect(home.reviews[0]!.submittedAt <= home.reviews[1]!.submittedAt).toBe(true);
    expect(home.stalled).toMatchObject([{ productId: idle.id, unanswered: questions.length }]);
    expect(home.stalledCount).toBe(1);
    expect(home.own).toMatchObject({ thisMonth: 3, approved: 1, needsRevision: 1, rejected: 1 });
    expect(home.own.days.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    const maturity = await maturityOfProduct(world.lead.caller, { product_id: product.id });
    expect(home.organizations).toMatchObject([
      { id: world.acme, products: 2, scored: 1, score: maturity.overall_score, waiting: 2 },
    ]);
  });

  it("shows another tenant nothing of it", async () => {
    const home = await getLeadHome(world.strangersLead.caller, {});
    expect(home).toMatchObject({ waiting: 0, reviews: [], own: { thisMonth: 0 } });
    expect(home.organizations.map(({ id }) => id)).toEqual([world.other]);
  });
});

describe("dashboard data", () => {
  it("is the home of the caller's role", async () => {
    const client = await getDashboardData(world.client.caller, {});
    expect(client).toEqual({ role: "client", home: await getClientHome(world.client.caller, {}) });
    const lead = await getDashboardData(world.lead.caller, {});
    expect(lead).toMatchObject({ role: "lead", home: { waiting: 2 } });
    const superuser = await getDashboardData(world.superuser.caller, {});
    expect(superuser).toMatchObject({ role: "superuser", home: { stats: { products_count: 3 } } });
    await expect(getDashboardData(world.analyst.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(getDashboardData(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("what waits", () => {
  it("is counted for each role by what it has to do", async () => {
    expect(await getWaiting(world.client.caller, {})).toMatchObject({ toDo: 2, toReview: 0 });
    expect(await getWaiting(world.lead.caller, {})).toMatchObject({ toDo: 0, toReview: 2 });
    expect(await getWaiting(world.stranger.caller, {})).toEqual({ unread: 0, toDo: 0, toReview: 0, requests: 0 });
    expect(await getWaiting(world.analyst.caller, {})).toEqual({ unread: 0, toDo: 0, toReview: 0, requests: 0 });
    await expect(getWaiting(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("homes", () => {
  it("ask a constant number of queries, however many products there are", async () => {
    const homes = async () => {
      await getClientHome(world.client.caller, {});
      await getLeadHome(world.lead.caller, {});
    };
    await homes();
    const few = await countStatements(homes);
    for (let more = 0; more < 15; more += 1) await addProduct(world);
    await homes();
    expect(await countStatements(homes)).toBe(few);
    expect(few).toBeLessThanOrEqual(20);
  });

  it("are each role's own", async () => {
    await expect(getClientHome(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(getLeadHome(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    for (const person of [world.lead, world.superuser, world.analyst])
      await expect(getClientHome(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    for (const person of [world.client, world.superuser, world.analyst])
      await expect(getLeadHome(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the overall score in SQL", () => {
  it("is the one of the pure rule for any sums, whatever their order", async () => {
    const { overallScores } = await import("@/db/queries/assessment/overall-score");
    const { overallOf } = await import("./scoring");
    for (let round = 0; round < 60; round += 1) {
      const sets = await addProduct(world);
      const rows = Array.from({ length: 1 + ((round * 7) % 12) }, (_, at) => {
        const weight = [100, 200, 300, 400, 500, 800][(round + at * 5) % 6]!;
        return {
          weight,
          sum: Math.floor(((round * 131 + at * 37) % 500) / 100 + 0.5) * weight - (at % 3) * (weight > 200 ? 100 : 0),
        };
      }).map(({ weight, sum }) => ({ weight, sum: Math.min(5 * weight, Math.max(0, sum)) }));
      await world.sql(
        `insert into maturity_scores (organization_id, product_id, user_id, section, dimension, weighted_sum, weight)
         select $1, $2, $3, 'S', 'D' || n, (r ->> 'sum')::int * 100, (r ->> 'weight')::int from jsonb_array_elements($4::jsonb) with ordinality x(r, n)`,
        [world.acme, sets.id, world.client.id, JSON.stringify(rows)],
      );
      const [found] = await world.sql<{ overall: number }>(
        `select overall from ${overallScores("m.product_id = $1")} s where s.user_id = $2`,
        [sets.id, world.client.id],
      );
      expect(found!.overall).toBe(overallOf(rows.map(({ sum, weight }) => sum / weight)));
      const reversed = [...rows].reverse();
      expect(overallOf(reversed.map(({ sum, weight }) => sum / weight))).toBe(found!.overall);
    }
  });
});
