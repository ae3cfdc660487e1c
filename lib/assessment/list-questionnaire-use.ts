import { z } from "zod";
import { listQuestionnaireVersions } from "@/db/queries/assessment/questionnaire-list";
import { query } from "@/lib/kernel/query";
import { canCompareOrganizations } from "./compare-policy";

/** Every version of every questionnaire, how much is in it, and how many products of all organizations use it. */
export const listQuestionnaireUse = query({
  action: "assessment.questionnaire.list-use",
  input: z.object({}),
  allow: canCompareOrganizations,
  run: ({ tx }) => listQuestionnaireVersions(tx),
});
