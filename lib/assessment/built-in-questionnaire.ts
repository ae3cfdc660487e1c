import buildAndDeployment from "@/db/seed/questionnaire/1-build-and-deployment.json";
import cultureAndOrganization from "@/db/seed/questionnaire/2-culture-and-organization.json";
import implementation from "@/db/seed/questionnaire/3-implementation.json";
import informationGathering from "@/db/seed/questionnaire/4-information-gathering.json";
import testAndVerification from "@/db/seed/questionnaire/5-test-and-verification.json";

/** The questionnaire the product comes with. A changed text is a new version: published ones never change. */
export const builtInQuestionnaire = {
  slug: "securesphere",
  title: "SecureSphere Security Maturity",
  description:
    "How securely a product is built, run and cared for: five sections from build and deployment to test and verification.",
  source: "SecureSphere",
  licence: "Apache-2.0",
  version: "1.0",
  sections: [buildAndDeployment, cultureAndOrganization, implementation, informationGathering, testAndVerification],
};
