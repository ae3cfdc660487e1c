import { describe, expect, it } from "vitest";
import { addAnswered, addSubmitted } from "@/e2e/support/answered";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { closeRound } from "./close-round";
import { getPortfolio } from "./get-portfolio";
import { getResults } from "./get-results";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { startRound } from "./start-round";

const world = useWorld();

describe("the portfolio", () => {
  it("shows what the results show, and how far each product moved since its last closed round", async () => {
    const product = await addSubmitted(world, 6);
    await closeRound(world.lead.caller, { product_id: product.id, number: 1 });
    await startRound(world.lead.caller, { product_id: product.id });
    const [first] = product.questions;
    await save(world.client.caller, {
      product_id: product.id,
      question_id: first!.id,
      option_id: first!.options[4]!.id,
    });
    const { maturity, sections, status } = await getResults(world.lead.caller, { product_id: product.id });
    const { products, chosen, sections: columns } = await getPortfolio(world.client.caller, { limit: 500 });
    const row = products.find(({ id }) => id === product.id)!;
    expect(chosen).not.toBeNull();
    expect(columns).toEqual(sections.map(({ title }) => title));
    expect(row).toMatchObject({
      overall: maturity.overall_score,
      coverage: maturity.coverage,
      status,
      round: 2,
      roundClosed: false,
    });
    expect(row.sections.map(({ title, average }) => [title, average])).toEqual(
      sections.map(({ title, average }) => [title, average]),
    );
    expect(row.since).toMatchObject({ closed: true });
    expect(row.change).toBeCloseTo(maturity.overall_score - 2, 5);
    expect(row.course).toEqual([2]);
  });

  it("is sorted by any of its columns, page by page, nothing twice and nothing left out", async () => {
    for (const count of [0, 3, 9, 20, 32]) await addAnswered(world, count);
    const all = (await getPortfolio(world.lead.caller, { limit: 500 })).products;
    const section = all.find(({ overall }) => overall !== null)!.sections[0]!.title;
    for (const input of [
      { sort: "name" },
      { sort: "overall" },
      { sort: "coverage" },
      { sort: "approved" },
      { sort: "change" },
      { sort: "section", section },
    ] as const) {
      const seen: number[] = [];
      const values: (number | string)[] = [];
      let cursor: string | undefined;
      do {
        const page = await getPortfolio(world.lead.caller, { ...input, limit: 2, cursor });
        for (const product of page.products) {
          seen.push(product.id);
          values.push(
            {
              name: product.name.toLowerCase(),
              overall: product.overall ?? -9,
              coverage: product.coverage,
              approved: product.validatedCoverage,
              change: product.change ?? -9,
              section: product.sections[0]!.average ?? -9,
            }[input.sort],
          );
        }
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect([...seen].sort(), input.sort).toEqual(all.map(({ id }) => id).sort());
      if (input.sort !== "name") expect(values, input.sort).toEqual([...values].sort((a, b) => Number(b) - Number(a)));
    }
  });

  it("is narrowed to an organization, and shows nobody what is out of reach", async () => {
    const product = await addAnswered(world, 1);
    const ids = async (caller = world.client.caller, more = {}) =>
      (await getPortfolio(caller, { limit: 500, ...more })).products.map(({ id }) => id);
    expect(await ids(world.superuser.caller)).toContain(product.id);
    expect(await ids(world.superuser.caller, { organization_id: world.other })).not.toContain(product.id);
    expect(await ids(world.stranger.caller)).not.toContain(product.id);
    expect(await ids(world.strangersLead.caller, { organization_id: world.acme })).toEqual([]);
    expect(await ids(world.lead.caller, { questionnaire_id: 999_999 })).toContain(product.id);
    await expect(ids(world.analyst.caller)).rejects.toMatchObject({ code: "forbidden" });
    await expect(ids(anonymous)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("costs the same number of statements for one product and for all", async () => {
    await addAnswered(world, 1);
    const cost = (limit: number) => countStatements(() => getPortfolio(world.lead.caller, { limit }));
    expect(await cost(500)).toBe(await cost(1));
  });
});
