import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from "zod-openapi";
import type { Scope } from "@/lib/kernel/actor";
import { problemStatuses, problemSchema, titles } from "../problem";

type Fields = z.ZodObject;

/** The document's chapters, in their order. */
export const tags = [
  "Assessment",
  "Evidence",
  "Products",
  "Rounds and snapshots",
  "Actions",
  "Questionnaires",
  "Comments",
  "Notifications",
  "Intelligence",
  "Jobs",
  "Reports",
  "Cases",
  "Audit trail",
  "Backups",
  "Service",
] as const;

/** What the document says of one method of one address; the rest follows from it. */
export interface Operation {
  id: string;
  tag: (typeof tags)[number];
  summary: string;
  description?: string;
  /** The scope a key needs; `public`: nobody need sign in. */
  scope: Scope | "public";
  path?: Fields;
  query?: Fields;
  header?: Fields;
  /** Bodies by media type. */
  body?: Record<string, { schema: z.ZodType; example?: unknown }>;
  /** What is answered by status: a schema of the JSON, or the media type of something else. */
  answers: Record<number, { description: string; schema?: z.ZodType; mediaType?: string; headers?: string[] }>;
  /** Refusals besides those that follow from what is above. */
  refusals?: number[];
}

const headers: Record<string, z.ZodType> = {
  "X-Request-Id": z.string().describe("Names this call in the audit trail and the log."),
  RateLimit: z.string().describe('What is left: `"default";r=<calls>;t=<seconds until more>`.'),
  "RateLimit-Policy": z.string().describe('The limit: `"default";q=<calls>;w=<seconds>`.'),
  ETag: z.string().describe("The state that was answered, for If-None-Match or If-Match."),
  Location: z.string().describe("The address of what was made."),
  "Retry-After": z.int().describe("Seconds after which to try again."),
};
const headersOf = (names: string[]) => z.object(Object.fromEntries(names.map((name) => [name, headers[name]!])));

/** The words for the parameters of every list. */
export const page = {
  limit: "Most entries of a page.",
  cursor: "The `next_cursor` of the page before.",
};
export const idempotency = z.object({
  "Idempotency-Key": z
    .string()
    .max(200)
    .optional()
    .describe("Makes a retry safe: calls with the same key and body have one effect and one answer."),
});
export const ifNoneMatch = z.object({
  "If-None-Match": z.string().optional().describe("The `ETag` of an earlier answer."),
});
export const ifMatch = z.object({
  "If-Match": z
    .string()
    .describe("The `ETag` last seen, so that nothing newer is overwritten; `*` for whatever stands."),
});

/** The operation as OpenAPI has it, with every way in which it can be refused. */
export function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, scope, path, query, header, body, answers } = operation;
  const key = scope === "public" ? undefined : `A key needs the scope \`${scope}\`.`;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [operation.description, key].filter(Boolean).join("\n\n"),
    requestParams: { ...(path && { path: path.required() }), ...(query && { query }), ...(header && { header }) },
    ...(body && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          Object.entries(body).map(([type, { schema, example }]) => [
            type,
            { schema, ...(example ? { example } : {}) },
          ]),
        ),
      },
    }),
    ...(scope === "public" && { security: [{}] }),
    responses: { ...answersOf(answers, scope === "public"), ...refusalsOf(operation) },
  } as ZodOpenApiOperationObject;
}

function answersOf(answers: Operation["answers"], uncounted: boolean): ZodOpenApiResponsesObject {
  const common = uncounted ? ["X-Request-Id"] : ["X-Request-Id", "RateLimit", "RateLimit-Policy"];
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, mediaType, headers = [] }]) => {
      const content = schema
        ? { "application/json": { schema } }
        : mediaType
          ? { [mediaType]: { schema: z.string() } }
          : undefined;
      return [status, { description, headers: headersOf([...common, ...headers]), ...(content && { content }) }];
    }),
  ) as ZodOpenApiResponsesObject;
}

function refusalsOf({ scope, path, query, body, refusals = [] }: Operation): ZodOpenApiResponsesObject {
  const statuses = new Set<number>(refusals);
  if (path || query || body) statuses.add(400);
  if (scope !== "public") for (const status of [401, 403, 429, 503]) statuses.add(status);
  if (path) statuses.add(404);
  if (body) for (const status of [413, 415, 422]) statuses.add(status);
  return Object.fromEntries(
    [...statuses]
      .sort((a, b) => a - b)
      .map((status) => [
        status,
        {
          description: `${titles[status]}: ${problemStatuses[status]}`,
          headers: headersOf(status === 429 || status === 503 ? ["X-Request-Id", "Retry-After"] : ["X-Request-Id"]),
          content: { "application/problem+json": { schema: problemSchema } },
        },
      ]),
  ) as ZodOpenApiResponsesObject;
}

/** The fields of a schema, some of them with words, some left out. */
export function withWords(
  { shape }: { shape: Record<string, z.core.$ZodType> },
  words: Record<string, string>,
  without: string[] = [],
): z.ZodObject {
  const fields = Object.entries(shape as Record<string, z.ZodType>).filter(([name]) => !without.includes(name));
  return z.object(
    Object.fromEntries(fields.map(([name, field]) => [name, words[name] ? field.describe(words[name]) : field])),
  );
}
