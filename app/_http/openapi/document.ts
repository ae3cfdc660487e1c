import { createDocument, type ZodOpenApiObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { scopes } from "@/lib/kernel/actor";
import packageJson from "@/package.json";
import { cookieName } from "../session";
import { actionOperations } from "./action-operations";
import { answersOperations } from "./answers-operations";
import { assessmentOperations } from "./assessment-operations";
import { auditOperations } from "./audit-operations";
import { backupOperations } from "./backup-operations";
import { detectionOperations } from "./detection-operations";
import { caseOperations } from "./case-operations";
import { evidenceOperations } from "./evidence-operations";
import { commentOperations } from "./comment-operations";
import { exposureOperations } from "./exposure-operations";
import { identifierOperations } from "./identifier-operations";
import { importOperations } from "./import-operations";
import { jobOperations } from "./job-operations";
import { moveOperations } from "./move-operations";
import { describeOperation, tags, type Operation } from "./operation";
import { osintOperations } from "./osint-operations";
import { productOperations } from "./product-operations";
import { roundOperations } from "./round-operations";
import { requestOperations } from "./request-operations";
import { questionnaireOperations } from "./questionnaire-operations";
import { reportOperations } from "./report-operations";
import { serviceOperations } from "./service-operations";
import { subjectOperations } from "./subject-operations";

/** Every operation of the API, by method and address. */
export const operations: Record<string, Operation> = {
  ...assessmentOperations,
  ...answersOperations,
  ...evidenceOperations,
  ...requestOperations,
  ...productOperations,
  ...moveOperations,
  ...roundOperations,
  ...actionOperations,
  ...questionnaireOperations,
  ...commentOperations,
  ...importOperations,
  ...jobOperations,
  ...reportOperations,
  ...detectionOperations,
  ...identifierOperations,
  ...exposureOperations,
  ...caseOperations,
  ...subjectOperations,
  ...auditOperations,
  ...backupOperations,
  ...osintOperations,
  ...serviceOperations,
};

let text: string | undefined;

/** The OpenAPI document as JSON text, made once. */
export const documentText = (): string => (text ??= JSON.stringify(makeDocument()));

/** What every reader knows anyway is left out: the bounds of safe integers, and the pattern of a date's format. */
function abridge({ jsonSchema }: { jsonSchema: { [key: string]: unknown } }) {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.format === "date-time" || jsonSchema.format === "date") delete jsonSchema.pattern;
}

function makeDocument() {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, operation] of Object.entries(operations)) {
    const [method, path] = name.split(" ") as [string, string];
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(operation) };
  }
  const document: ZodOpenApiObject = {
    openapi: "3.1.0",
    info: {
      title: "SecureSphere",
      version: packageJson.version,
      description:
        "Security maturity assessments for machines. Names are snake_case, times ISO 8601 in UTC, ids integers. Every refusal is `application/problem+json`.",
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }, { session: [] }],
    tags: tags.map((name) => ({ name })),
    components: {
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: `An API key: acts as its user, narrowed to scopes (${scopes.join(", ")}).`,
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: cookieName("session"),
          description: "A browser's session. Its writes must come from our own pages.",
        },
      },
    },
    paths,
  };
  return createDocument(document, { override: abridge });
}
