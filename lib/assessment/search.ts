import { z } from "zod";
import { findMatches } from "@/db/queries/assessment/search";
import { text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { inAssessment } from "./policy";
import { searchWords } from "./search-words";

const nothing = { products: [], questions: [], people: [], comments: [] };

/**
 * Products, questions of questionnaires in use, people and comments within reach whose words begin with those typed; at
 * most five of each. A question comes with the product of the actor's that was worked on last.
 */
export const search = query({
  action: "assessment.search",
  input: z.object({ q: text(200) }),
  allow: inAssessment,
  run: async ({ tx }, { q }) => {
    const words = searchWords(q);
    if (!words) return nothing;
    const found = await findMatches(tx, words);
    return {
      products: found.products,
      questions: found.questions.map(({ section_id, dimension_id, product_id, ...question }) => ({
        ...question,
        sectionId: section_id,
        dimensionId: dimension_id,
        productId: product_id,
      })),
      people: found.people,
      comments: found.comments.map(({ product_id, response_id, question_id, section_id, ...comment }) => ({
        ...comment,
        productId: product_id,
        responseId: response_id,
        questionId: question_id,
        sectionId: section_id,
      })),
    };
  },
});
