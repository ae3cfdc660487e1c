import { z } from "zod";
import { keepExposure } from "@/lib/assessment/exposures/keep-exposure";
import { listExposures } from "@/lib/assessment/exposures/list-exposures";
import { storePlatformState } from "@/lib/assessment/store-platform-state";
import { fileExposure } from "@/lib/intelligence/exposures/file-exposure";
import { listFilings } from "@/lib/intelligence/exposures/list-filings";
import { withdrawExposure } from "@/lib/intelligence/exposures/withdraw-exposure";
import { evidenceSchema, nextCursor, time } from "./answers";
import { editionSchema } from "./library-answers";
import { page, withWords, type Operation } from "./operation";

const told = {
  id: z.int(),
  reference: z.string().describe("By which the organization asks the agency."),
  kind: z.enum(["credential", "system"]),
  marking: z.enum(["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]),
  domain: z.string().describe("The organization's domain that it is at."),
};

const exposuresSchema = z
  .strictObject({
    exposures: z.array(
      z
        .strictObject({
          ...told,
          organization_id: z.int(),
          organization: z.string(),
          agency: z.string(),
          verified_on: z.iso.date(),
          created_at: time,
          withdrawn_at: time.nullable(),
          evidence_id: z.int().nullable().describe("The document of the library that says so; null: none is kept."),
          can: z.strictObject({ keep: z.boolean() }),
        })
        .meta({ id: "Exposure" }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "Exposures" });

const filingsSchema = z
  .strictObject({
    domain: z
      .string()
      .nullable()
      .describe("Of the identifier named: its part that is a domain of an organization here. Whose is not said."),
    filings: z.array(
      z
        .strictObject({
          ...told,
          identifier_id: z.int(),
          filed_by: z.string(),
          created_at: time,
          withdrawn_by: z.string().nullable(),
          withdrawn_at: time.nullable(),
          withdrawal_reason: z.string(),
        })
        .meta({ id: "ExposureFiling" }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "ExposureFilings" });

const filedSchema = z.strictObject({ id: z.int(), reference: z.string() }).meta({ id: "FiledExposure" });
const body = (schema: z.ZodType, example: object) => ({ "application/json": { schema, example } });

/** Where the two workspaces meet, and where the platform answers for itself, by method and address. */
export const exposureOperations: Record<string, Operation> = {
  "GET /api/v1/exposures": {
    id: "listExposures",
    tag: "Evidence",
    summary: "List what agencies told of exposures, the newest first",
    description:
      "A notice says that an agency verified an exposed credential or system at a domain of the organization's: never what was found. One marked TLP:AMBER+STRICT is not shown to leads.",
    scope: "responses:read",
    query: withWords(listExposures.input, {
      ...page,
      organization_id: "One organization's.",
      standing: "Leaves out what was withdrawn.",
    }),
    answers: { 200: { description: "A page of notices.", schema: exposuresSchema } },
  },
  "POST /api/v1/exposures/{exposure_id}/evidence": {
    id: "keepExposure",
    tag: "Evidence",
    summary: "Keep a notice as a document of the library",
    description:
      "The document is written by the system (`origin` is `system`), says the reference, marking, day and agency, and can be linked to any answer. Keeping a notice twice changes nothing.",
    scope: "responses:write",
    path: keepExposure.input,
    answers: {
      201: {
        description: "The document.",
        schema: z.strictObject({ evidence: editionSchema }).meta({ id: "KeptExposure" }),
      },
    },
    refusals: [409],
  },
  "GET /api/v1/exposure_filings": {
    id: "listExposureFilings",
    tag: "Intelligence",
    summary: "List what the agency told organizations, the newest first",
    description: "Every look is kept with the caller's purpose; without one the answer is 403 `purpose_required`.",
    scope: "intelligence:read",
    query: withWords(listFilings.input, {
      ...page,
      identifier_id: "About one identifier.",
      organization_id: "One agency's, for superusers.",
    }),
    answers: { 200: { description: "A page of filings.", schema: filingsSchema } },
  },
  "POST /api/v1/exposure_filings": {
    id: "fileExposure",
    tag: "Intelligence",
    summary: "Tell an organization of an exposure at its domain",
    description:
      "For analysts, about a verified e-mail address, link or domain name that is at a verified domain of an organization. A reference, the kind, the marking, the day and the agency's name cross; the identifier does not. Whose domain it is, and what becomes of the notice, the agency does not learn.",
    scope: "intelligence:write",
    body: body(fileExposure.input, { identifier_id: 7, kind: "credential", marking: "TLP:AMBER" }),
    answers: { 201: { description: "It was told.", schema: filedSchema } },
    refusals: [404, 409],
  },
  "POST /api/v1/exposure_filings/{filing_id}/withdrawal": {
    id: "withdrawExposure",
    tag: "Intelligence",
    summary: "Take back what an organization was told",
    description: "The notice is marked withdrawn and stays. The reason stays with the agency.",
    scope: "intelligence:write",
    path: withdrawExposure.input.pick({ filing_id: true }),
    body: body(withWords(withdrawExposure.input, {}, ["filing_id"]), { reason: "The address was reassigned" }),
    answers: { 200: { description: "It is withdrawn.", schema: filedSchema } },
    refusals: [409],
  },
  "POST /api/v1/products/{product_id}/platform-state": {
    id: "statePlatform",
    tag: "Evidence",
    summary: "Write the platform's own state into files for an answer",
    description:
      "For superusers, on a product that is this platform. A text and the same as JSON, written by the system; like uploads for a product they wait a day for the answer that names them.",
    scope: "responses:write",
    path: storePlatformState.input,
    answers: {
      201: {
        description: "The files.",
        schema: z.strictObject({ evidence: z.array(evidenceSchema) }).meta({ id: "StatedPlatform" }),
      },
    },
    refusals: [409],
  },
};
