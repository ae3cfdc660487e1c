import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maturityOfProduct } from "@/e2e/support/assessed";
import { addMovable, newQuestionnaire, stages, type Asked } from "@/e2e/support/moving";
import { useWorld } from "@/e2e/support/world";
import { checkScores } from "./check-scores";
import { getMovePreview } from "./get-move-preview";
import { listSnapshots } from "./list-snapshots";
import { moveProduct } from "./move-product";
import { saveLeadComment } from "./save-lead-comment";
import { submitResponses } from "./submit-responses";
import { verifySnapshot } from "./verify-snapshot";

const world = useWorld();
const owner = () => world.client.caller;

const types = ["option", "options", "yes_no", "number", "date", "text"] as const;
const models = ["mean", "high_water", "samm"] as const;
const COUNT = 7;

const optionsOf: Record<(typeof types)[number], NonNullable<Asked["options"]>> = {
  option: stages(0, 1.25, 2.5, 5),
  options: stages(0.5, 1.75, 3),
  yes_no: [
    { text: "No", score: 0 },
    { text: "Yes", score: 4.4 },
  ],
  number: [
    { text: "Few", score: 1.1, minimum: 0 },
    { text: "Many", score: 4.75, minimum: 10.5 },
  ],
  date: [],
  text: [],
};
const answers: Record<(typeof types)[number], string[]> = {
  option: ["Stage A", "Stage C", "Stage D", "We scan every build automatically and block releases"],
  options: ["Stage A", "Stage A; Stage C", "None of these"],
  yes_no: ["No", "Yes"],
  number: ["3", "99.5"],
  date: ["2026-01-31"],
  text: ["Nothing is done about this", "All of it is automated and measured"],
};

const changes = [
  "nothing",
  "drop",
  "reword",
  "recode",
  "rescore",
  "lose",
  "gain",
  "retype",
  "reweigh",
  "prove",
  "condition",
  "move",
] as const;

/** A question of the first version, what is answered to it, and what the second one changes. */
const question = fc.record({
  type: fc.constantFrom(...types),
  weight: fc.constantFrom(0.5, 1, 2.25),
  level: fc.constantFrom(null, 1, 2, 3),
  section: fc.constantFrom("One", "Two"),
  conditional: fc.boolean(),
  evidence: fc.boolean(),
  answer: fc.option(fc.nat(3), { nil: null }),
  notApplicable: fc.boolean(),
  score: fc.option(fc.nat(5), { nil: undefined, freq: 4 }),
  verdict: fc.constantFrom(undefined, "approved", "needs_revision", "rejected" as const),
  change: fc.constantFrom(...changes),
  retyped: fc.constantFrom(...types),
});
type Drawn = typeof question extends fc.Arbitrary<infer One> ? One : never;

/** Asked where the first question, of stages, has its last or its first one chosen. */
const condition = (stage: number): Asked["condition"] => ({ question: "Q0", match: "any", options: [stage] });

const asWritten = (drawn: Drawn, index: number): Asked => ({
  code: `Q${index}`,
  text: `Question ${index}?`,
  type: index === 0 ? "option" : drawn.type,
  options: optionsOf[index === 0 ? "option" : drawn.type],
  weight: drawn.weight,
  level: drawn.level,
  section: drawn.section,
  dimension: `${drawn.section} dimension`,
  evidence_required: false,
  condition: index > 0 && drawn.conditional ? condition(4) : null,
});

function changed(asked: Asked, { change, retyped }: Drawn, index: number): Asked[] {
  const options = asked.options ?? [];
  switch (change) {
    case "drop":
      return index === 0 ? [asked] : [];
    case "reword":
      return [{ ...asked, text: `${asked.text} Really?` }];
    case "recode":
      return [index === 0 ? asked : { ...asked, code: `R${index}` }];
    case "rescore":
      return [{ ...asked, options: options.map((option) => ({ ...option, score: Math.min(5, option.score + 0.35) })) }];
    case "lose":
      return [options.length > 2 && index > 0 ? { ...asked, options: options.slice(1) } : asked];
    case "gain":
      return [asked.type === "option" ? { ...asked, options: [...options, { text: "More", score: 3.3 }] } : asked];
    case "retype":
      return [index === 0 ? asked : { ...asked, type: retyped, options: optionsOf[retyped] }];
    case "reweigh":
      return [{ ...asked, weight: 3 }];
    case "prove":
      return [{ ...asked, evidence_required: true }];
    case "condition":
      return [index === 0 ? asked : { ...asked, condition: asked.condition ? null : condition(1) }];
    case "move":
      return [{ ...asked, section: "Elsewhere", dimension: "Elsewhere dimension" }];
    default:
      return [asked];
  }
}

interface Content {
  id: number;
  version: number;
  content: string;
  status: string;
}

const standing = (productId: number) =>
  world.sql<Content & { question_id: number; score: number | null; dropped: boolean; asked: boolean }>(
    `select id, version, status, question_id, maturity_score as score, dropped_at is not null as dropped, asked,
       jsonb_build_array(option_id, option_ids, answer, maturity_score, not_applicable, not_applicable_reason, comment)::text as content
     from questionnaire_responses where product_id = $1 order by id`,
    [productId],
  );
const history = (productId: number) =>
  world.sql<Content>(
    `select v.response_id as id, v.version, v.status,
       jsonb_build_array(v.option_id, v.option_ids, v.answer, v.maturity_score, v.not_applicable, v.not_applicable_reason, v.comment)::text as content
     from response_revisions v join questionnaire_responses r on r.id = v.response_id where r.product_id = $1`,
    [productId],
  );

/** A product on the drawn first version, answered, handed in and judged as drawn. */
async function answered(drawn: Drawn[], model: string) {
  const questionnaire = newQuestionnaire(world);
  const written = drawn.map(asWritten);
  const ids = await questionnaire.questionIds(await questionnaire.publish("1", written, model));
  const product = await addMovable(world, (await versionOf(questionnaire.slug))!, ids);
  const judged: [number, Drawn["verdict"]][] = [];
  for (const [index, { answer, notApplicable, score, verdict }] of drawn.entries()) {
    if (answer === null) continue;
    const said = answers[written[index]!.type!];
    const words = { answer: said[answer % said.length], maturity_score: score };
    const given = notApplicable ? { not_applicable: true, not_applicable_reason: "Not here" } : words;
    const saved = await product.answer(`Q${index}`, { ...given, comment: `Remark ${index}` });
    if (verdict) judged.push([saved.response_id, verdict]);
  }
  const { responses } = await submitResponses(owner(), { product_id: product.id, response_ids: undefined });
  for (const [response_id, status] of judged.slice(1)) {
    const handedIn = responses.find((one) => one.response_id === response_id);
    if (!handedIn) continue;
    const verdict = { product_id: product.id, response_id, response_version: handedIn.version };
    await saveLeadComment(world.lead.caller, { ...verdict, status, comment: "Judged" });
  }
  return { ...product, questionnaire, written };
}

const versionOf = async (slug: string) =>
  (
    await world.sql<{ id: number }>(
      "select v.id from questionnaire_versions v join questionnaires n on n.id = v.questionnaire_id where n.slug = $1 order by v.id",
      [slug],
    )
  )[0]?.id;

describe("whatever a version changes", () => {
  it("happens as the preview says, and loses nothing", async () => {
    const versions = fc.array(question, { minLength: COUNT, maxLength: COUNT });
    await fc.assert(
      fc.asyncProperty(versions, fc.constantFrom(...models), fc.constantFrom(...models), async (drawn, from, to) => {
        const { id, questionnaire, written } = await answered(drawn, from);
        const later = written.flatMap((asked, index) => changed(asked, drawn[index]!, index));
        await questionnaire.publish("2", [...later, { code: "NEW", text: "New?", options: stages(0, 5) }], to);
        const product_id = id;
        const before = await standing(id);
        if (before.length === 0) return;
        const scores = await maturityOfProduct(owner(), { product_id });

        const { move } = await getMovePreview(owner(), { product_id });
        await moveProduct(owner(), { product_id, state: move!.state });

        const after = new Map((await standing(id)).map((row) => [row.id, row]));
        const listed = [...move!.keep, ...move!.ask_again, ...move!.drop];
        expect(listed.map(({ response_id }) => response_id).sort((a, b) => a - b)).toEqual(before.map((row) => row.id));
        for (const said of listed) {
          const row = after.get(said.response_id)!;
          const dropped = said.new_question_id === null;
          expect({ dropped: row.dropped, asked: row.asked }).toEqual({ dropped, asked: said.asked });
          if (dropped) continue;
          const { question_id, status, score } = row;
          expect({ question_id, status, score }).toEqual({
            question_id: said.new_question_id,
            status: said.new_status,
            score: said.new_score,
          });
        }
        for (const { response_id, status, score } of move!.keep)
          expect(after.get(response_id)).toMatchObject({ status, score });
        for (const { response_id } of move!.drop)
          expect(after.get(response_id)!.version).toBe(rowOf(before, response_id).version);

        const kept = (await history(id)).map((row) => `${row.id} ${row.version} ${row.content}`);
        for (const row of before) expect(kept).toContain(`${row.id} ${row.version} ${row.content}`);
        const { snapshots } = await listSnapshots(owner(), { product_id });
        const taken = snapshots.find(({ cause }) => cause === "move");
        expect(taken!.overall_score).toBeCloseTo(scores.overall_score, 5);
        expect(await verifySnapshot(owner(), { snapshot_id: taken!.id })).toMatchObject({ state: "unaltered" });

        expect(await checkScores(world.superuser.caller, { product_id })).toEqual({ ok: true, disagreements: [] });
        const now = await maturityOfProduct(owner(), { product_id });
        expect(Object.entries(now.dimension_scores).map(([name, { average }]) => [name, average])).toEqual(
          Object.entries(move!.after!.dimensions),
        );
        expect(now.coverage).toBe(move!.after!.coverage);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

const rowOf = (rows: Content[], id: number) => rows.find((row) => row.id === id)!;
