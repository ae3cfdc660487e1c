import { z } from "zod";
import { notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { loadQuestionnaire } from "./questionnaire";
import { canManageQuestionnaires } from "./questionnaire-policy";

/** One section of a version as clients will meet it, with what decides which of its questions are asked. */
export const getQuestionnairePreview = query({
  action: "assessment.questionnaire.preview",
  input: z.object({ id: id(), section: id().optional() }),
  allow: canManageQuestionnaires,
  run: async ({ tx }, input) => {
    const { id, title, version, status, attribution, licence, sections, questions, rules } = await loadQuestionnaire(
      tx,
      input.id,
    );
    const shown = input.section === undefined ? sections[0] : sections.find((section) => section.id === input.section);
    if (!shown && input.section !== undefined) throw notFound("section");
    const own = questions.filter(({ sectionId }) => sectionId === shown?.id);
    const named = new Set(rules.map(({ decidedBy }) => decidedBy));
    return {
      id,
      title,
      version,
      status,
      attribution,
      licence,
      rules,
      section: shown ? { id: shown.id, title: shown.title, description: shown.description } : null,
      sections: sections.map((section) => ({ id: section.id, title: section.title })),
      questions: own,
      /** Questions that decide anything, of whichever section. */
      deciding: questions
        .filter((question) => named.has(question.id))
        .map(({ id, text, type, options }) => ({ id, text, type, options })),
    };
  },
});

export type QuestionnairePreview = Awaited<ReturnType<typeof getQuestionnairePreview>>;
