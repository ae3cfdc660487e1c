import { randomUUID } from "node:crypto";
import { importQuestionnaire } from "@/lib/assessment/import-questionnaire";
import { publishQuestionnaireVersion } from "@/lib/assessment/publish-questionnaire-version";
import { createProduct } from "@/lib/assessment/create-product";
import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";
import type { QuestionType } from "@/db/schema/assessment/questions";
import type { Person, World } from "./world";

/** A question of a small questionnaire, as tests write and change it. */
export interface Asked {
  code: string;
  text: string;
  type?: QuestionType;
  /** Text, score and, of a number, the least it stands for. */
  options?: { text: string; score: number; minimum?: number; description?: string }[];
  weight?: number;
  evidence_required?: boolean;
  level?: number | null;
  condition?: { question: string; match: "any" | "all"; options: number[] } | null;
  section?: string;
  dimension?: string;
}

export const stages = (...scores: number[]) =>
  scores.map((score, index) => ({ text: `Stage ${"ABCDE"[index]}`, score }));

/** A questionnaire document of these questions, in sections and dimensions in the order they are first named. */
function documentOf(slug: string, version: string, questions: readonly Asked[], model: string) {
  const sections = new Map<string, Map<string, object[]>>();
  for (const { section = "One", dimension = "Alpha", options = [], ...question } of questions) {
    const dimensions = sections.get(section) ?? new Map<string, object[]>();
    sections.set(section, dimensions);
    dimensions.set(dimension, [...(dimensions.get(dimension) ?? []), { type: "option", ...question, options }]);
  }
  return {
    format: "securesphere.questionnaire",
    format_version: 1,
    slug,
    title: "Moving questions",
    version,
    source: "Testers",
    scoring_model: model,
    sections: [...sections].map(([title, dimensions]) => ({
      title,
      dimensions: [...dimensions].map(([name, list]) => ({ title: name, questions: list, subdimensions: [] })),
    })),
  };
}

/** A questionnaire of one's own, published version after version. */
export function newQuestionnaire(world: World) {
  const slug = randomUUID();
  const publish = async (version: string, questions: readonly Asked[], model = "mean") => {
    const document = documentOf(slug, version, questions, model) as never;
    const { id } = await importQuestionnaire(world.superuser.caller, { document });
    await publishQuestionnaireVersion(world.superuser.caller, { id });
    return id;
  };
  const questionIds = async (versionId: number) => {
    const rows = await world.sql<{ code: string; id: number }>("select code, id from questions where version_id = $1", [
      versionId,
    ]);
    return Object.fromEntries(rows.map(({ code, id }) => [code, id])) as Record<string, number>;
  };
  return { slug, publish, questionIds };
}

/** A product of the world's client on a version, and how its questions are answered. */
export async function addMovable(world: World, versionId: number, ids: Record<string, number>) {
  const product = await createProduct(world.client.caller, {
    name: `Moving ${randomUUID()}`,
    questionnaire_version_id: versionId,
  });
  const answer = (code: string, said: object, person: Person = world.client) =>
    saveQuestionnaireResponse(person.caller, { product_id: product.id, question_id: ids[code]!, ...said });
  return { id: product.id, answer };
}
