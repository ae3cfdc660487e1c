import buildAndDeployment from "@/db/seed/questionnaire/1-build-and-deployment.json";
import cultureAndOrganization from "@/db/seed/questionnaire/2-culture-and-organization.json";
import implementation from "@/db/seed/questionnaire/3-implementation.json";
import informationGathering from "@/db/seed/questionnaire/4-information-gathering.json";
import testAndVerification from "@/db/seed/questionnaire/5-test-and-verification.json";
import { newDimension, newDocument, newOption, newQuestion, newSection } from "./import/build";

const written = [buildAndDeployment, cultureAndOrganization, implementation, informationGathering, testAndVerification];

/** The questionnaire the product comes with. A changed text is a new version: published ones never change. */
export const builtInQuestionnaire = newDocument({
  slug: "securesphere",
  title: "SecureSphere Security Maturity",
  description:
    "How securely a product is built, run and cared for: five sections from build and deployment to test and verification.",
  source: "SecureSphere",
  licence: "Apache-2.0",
  version: "1.0",
  sections: written.map(({ title, description, dimensions }) =>
    newSection(title, {
      description,
      dimensions: dimensions.map((dimension) =>
        newDimension(dimension.title, {
          description: dimension.description,
          questions: dimension.questions.map(({ code, text, help, options }) =>
            newQuestion({
              code,
              text,
              meaning: help.meaning,
              importance: help.importance,
              good_evidence: help.evidence,
              // Stages, each worth one more than the one before.
              options: options.map((option, at) => newOption(option.text, at + 1, option.description)),
            }),
          ),
        }),
      ),
    }),
  ),
});
