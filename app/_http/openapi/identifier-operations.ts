import { getIdentifier } from "@/lib/intelligence/identifiers/get-identifier";
import { listIdentifiers } from "@/lib/intelligence/identifiers/list-identifiers";
import { lookUpIdentifiers } from "@/lib/intelligence/identifiers/look-up-identifiers";
import { searchContent } from "@/lib/intelligence/search/search-content";
import { contentFoundSchema, identifierSchema, identifiersSchema, lookupSchema } from "./identifier-answers";
import { page, withWords, type Operation } from "./operation";

const logged = "Every look is kept with the caller's purpose; without one the answer is 403 `purpose_required`.";
const organization_id = "One agency's, for superusers.";

/** What can be asked about identifiers, and the search of messages, by method and address. */
export const identifierOperations: Record<string, Operation> = {
  "GET /api/v1/content": {
    id: "searchContent",
    tag: "Intelligence",
    summary: "Search messages, the latest first",
    description: `Words must all occur; \`"a phrase"\`, \`-not\`, \`OR\`, \`begin*\`; \`source:\`, \`from:\`, \`risk:\`, \`kind:\`, \`lang:\`, \`has:\`, \`after:\` and \`before:\` narrow. A search looks through a bounded number of messages: where it did not get to the end, \`looked_back_to\` says how far, and \`next_cursor\` goes on from there. ${logged}`,
    scope: "intelligence:read",
    query: withWords(searchContent.input, {
      ...page,
      q: "The search as one types it.",
      facets: "Counts by source, risk, type and language, over the latest 500 found; with the first page only.",
      organization_id,
    }),
    answers: { 200: { description: "A page of messages.", schema: contentFoundSchema } },
  },
  "GET /api/v1/identifiers": {
    id: "listIdentifiers",
    tag: "Intelligence",
    summary: "List identifiers, the newest first",
    description: `With \`q\` those whose value begins so or whose host it is, in the order of their values. ${logged}`,
    scope: "intelligence:read",
    query: withWords(listIdentifiers.input, {
      ...page,
      q: "How the value begins, or the host of a link or address.",
      verified: "Only those a person verified, or only those nobody did.",
      organization_id,
    }),
    answers: { 200: { description: "A page of identifiers.", schema: identifiersSchema } },
  },
  "GET /api/v1/identifiers/{identifier_id}": {
    id: "getIdentifier",
    tag: "Intelligence",
    summary: "Read an identifier with the places it stands at",
    description: `Cases are those whose contents the caller may see. What more than 50 accounts wrote is common, and links none of them. ${logged}`,
    scope: "intelligence:read",
    path: getIdentifier.input.pick({ identifier_id: true }),
    query: withWords(getIdentifier.input, page, ["identifier_id"]),
    answers: { 200: { description: "The identifier, with a page of its places.", schema: identifierSchema } },
  },
  "POST /api/v1/identifiers/lookup": {
    id: "lookUpIdentifiers",
    tag: "Intelligence",
    summary: "Look a list of anything up",
    description: `What is recognized in the text is looked for, and each line that is none of that as a name. It changes nothing. ${logged}`,
    scope: "intelligence:read",
    body: {
      "application/json": {
        schema: withWords(lookUpIdentifiers.input, {
          text: "Lines, or any text.",
          region: "A country of two letters, for telephone numbers without their country code.",
          organization_id,
        }),
        example: { text: "dealer@example.com\n+44 20 7946 0018", region: "GB" },
      },
    },
    answers: { 200: { description: "Each value, with what is known of it.", schema: lookupSchema } },
  },
};
