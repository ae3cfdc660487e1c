import type { Block } from "@/lib/report/document";
import { momentOf } from "@/lib/report/words";
import type { ReportContent } from "./report-content";

const models = {
  mean: "A dimension's score is the mean of its scored answers, each counted by its question's weight.",
  high_water:
    "A dimension's score is the highest maturity level that is met in full together with all levels below it, on the scale to 5. An unanswered question is not met.",
  samm: "A dimension's score is that of OWASP SAMM: the sum over its levels of the mean of each level's answers, on the scale to 5. An unanswered question counts as nothing.",
};

/** How the scores of a report come about, and where its questionnaire comes from. */
export function method({ questionnaire, snapshot }: ReportContent): Block[] {
  const origin = [questionnaire.source, questionnaire.licence, questionnaire.attribution].filter(Boolean).join(". ");
  return [
    {
      type: "text",
      text: [
        "Every answer has a score from 0 to 5: that of the option chosen, one given, or one suggested from a text, which is marked. Questions that are not applicable count neither way.",
        models[questionnaire.scoring_model],
        "The overall score is the mean of the dimensions that have one, rounded to two decimals. Validated scores follow the same rule with answers that a reviewer has approved.",
        "Levels: from 4.5 Optimized, from 3.5 Managed, from 2.5 Defined, from 1.5 Developing, below that Initial.",
        `The questionnaire asks ${questionnaire.questions} questions. Shown is what stood on ${momentOf(new Date(snapshot.taken_at))}.`,
      ].join("\n\n"),
    },
    ...(origin ? [{ type: "text" as const, text: `The questionnaire: ${origin}.`, quiet: true }] : []),
  ];
}
