import { getSubject } from "@/lib/intelligence/get-subject";
import { listSubjects } from "@/lib/intelligence/list-subjects";
import { page, withWords, type Operation } from "./operation";
import { subjectProfileSchema, subjectsSchema } from "./subject-answers";

const purpose = "Every look is kept with the caller's purpose; without one the answer is 403 `purpose_required`.";

/** What can be asked about the subjects of the intelligence workspace, by method and address. */
export const subjectOperations: Record<string, Operation> = {
  "GET /api/v1/subjects": {
    id: "listSubjects",
    tag: "Intelligence",
    summary: "List the accounts content is by, seen last first",
    description: purpose,
    scope: "intelligence:read",
    query: withWords(listSubjects.input, {
      ...page,
      q: "A part of a name, handle or platform id.",
      flagged: "Only those that are flagged, or only those that are not.",
      organization_id: "One agency's, for superusers.",
    }),
    answers: { 200: { description: "A page of accounts.", schema: subjectsSchema } },
  },
  "GET /api/v1/subjects/{subject_id}": {
    id: "getSubject",
    tag: "Intelligence",
    summary: "Read the profile of an account",
    description: `All accounts judged to be the same person's, together. Cases are those whose contents the caller may see. ${purpose}`,
    scope: "intelligence:read",
    path: getSubject.input.pick({ subject_id: true }),
    query: withWords(
      getSubject.input,
      {
        ...page,
        period: "What the activity covers: the 90 days up to when last seen, a year, or all.",
        hits: "Only messages in which rules found something.",
        identifier_id: "Only messages that name it.",
      },
      ["subject_id"],
    ),
    answers: { 200: { description: "The profile, with a page of its content.", schema: subjectProfileSchema } },
  },
};
