import { z } from "zod";
import { getPlatformState } from "@/lib/health/platform-state/get-platform-state";
import { withWords, type Operation } from "./operation";
import { databaseHealthSchema, platformStateSchema, statusSchema, systemStatsSchema } from "./service-answers";

/** The service itself, by method and address. */
export const serviceOperations: Record<string, Operation> = {
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
  "GET /api/metrics": {
    id: "getMetrics",
    tag: "Service",
    summary: "Figures for Prometheus",
    description:
      "Of the process that answers, and of the database. For superusers' keys with the scope, and for `Authorization: Bearer` with the operator's METRICS_TOKEN, which is answered while the database is away, too.",
    scope: "stats:read",
    answers: { 200: { description: "The text format, version 0.0.4.", mediaType: "text/plain" } },
  },
  "GET /api/v1/stats": {
    id: "getSystemStats",
    tag: "Service",
    summary: "The service in figures",
    description: "For superusers. Counts of large tables are estimates; `estimated` names them.",
    scope: "stats:read",
    answers: {
      200: { description: "Counts, bytes, and the entries of the trail in 24 hours.", schema: systemStatsSchema },
    },
  },
  "GET /api/v1/platform-state": {
    id: "getPlatformState",
    tag: "Service",
    summary: "How the service looks after itself",
    description:
      "For superusers. Audit trail, backups, retention and keys from the service's own records, in figures of the whole service; it names no organization, person or place.",
    scope: "stats:read",
    query: withWords(getPlatformState.input, { format: "`text` for people." }),
    answers: { 200: { description: "The state at this moment.", schema: platformStateSchema } },
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
