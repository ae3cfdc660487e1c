import { z } from "zod";
import { getAuditTrail } from "@/lib/audit/get-audit-trail";
import { auditTrailSchema, databaseHealthSchema, statusSchema } from "./answers";
import { withWords, type Operation } from "./operation";

/** The trail and the service itself, by method and address. */
export const serviceOperations: Record<string, Operation> = {
  "GET /api/audit_trail": {
    id: "getAuditTrail",
    tag: "Audit trail",
    summary: "Read the audit trail, newest first",
    description: "For superusers.",
    scope: "audit:read",
    query: withWords(getAuditTrail.input, {
      user_id: "Who did it.",
      action: "INSERT, UPDATE, DELETE, or a named event such as LOGIN, LOGIN_FAILED, READ or EXPORT.",
      from: "A date or a time; the earliest.",
      to: "A date, which counts whole, or a time; the latest.",
      q: "Words in the values.",
      limit: "Most entries of a page.",
      cursor: "The `next_cursor` of the page before.",
    }),
    answers: { 200: { description: "A page of entries.", schema: auditTrailSchema } },
  },
  "GET /api/v1/audit/export": {
    id: "exportAuditTrail",
    tag: "Audit trail",
    summary: "Download the audit trail as CSV",
    description: "For superusers. Streams whatever the filters find, newest first, safe to open in a spreadsheet.",
    scope: "audit:read",
    query: withWords(getAuditTrail.input, {}, ["limit", "cursor"]),
    answers: { 200: { description: "The entries.", mediaType: "text/csv" } },
  },
  "GET /api/health/live": {
    id: "checkLiveness",
    tag: "Service",
    summary: "Whether the process runs",
    description: "Asks nothing else, and is never limited.",
    scope: "public",
    answers: { 200: { description: "It does.", schema: statusSchema } },
  },
  "GET /api/health/ready": {
    id: "checkReadiness",
    tag: "Service",
    summary: "Whether the service can serve, its database included",
    scope: "public",
    answers: { 200: { description: "It can.", schema: statusSchema } },
    refusals: [429, 503],
  },
  "GET /api/health/database": {
    id: "getDatabaseHealth",
    tag: "Service",
    summary: "How the database is",
    description: "The details to superusers, whose keys need the scope `stats:read`; a bare status to everyone else.",
    scope: "public",
    answers: { 200: { description: "It is there.", schema: databaseHealthSchema } },
    refusals: [429, 503],
  },
  "GET /api/openapi.json": {
    id: "getDocument",
    tag: "Service",
    summary: "This document",
    scope: "public",
    answers: { 200: { description: "OpenAPI 3.1.", schema: z.looseObject({ openapi: z.string() }) } },
    refusals: [429],
  },
  "GET /api/docs": {
    id: "getDocs",
    tag: "Service",
    summary: "This document, to read and to try",
    scope: "public",
    answers: { 200: { description: "A page.", mediaType: "text/html" } },
    refusals: [429],
  },
  "GET /api/docs/{file}": {
    id: "getDocsFile",
    tag: "Service",
    summary: "What the page is made of",
    scope: "public",
    path: z.object({ file: z.string() }),
    answers: { 200: { description: "A script, a style or an image.", mediaType: "text/plain" } },
    refusals: [404, 429],
  },
};
