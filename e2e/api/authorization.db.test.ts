import { beforeAll, describe, expect, it } from "vitest";
import { operations } from "@/app/_http/openapi/document";
import {
  addContent,
  addDetection,
  addIdentifier,
  addKeyword,
  addSource,
  addSubject,
  givePurpose,
} from "@/e2e/support/agency";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { addExposure, addVerified } from "@/e2e/support/exposures";
import { png } from "@/e2e/support/files";
import { useFrontDoor } from "@/e2e/support/front-door";
import { csvOf, sheetRows } from "@/e2e/support/questionnaire-files";
import { call, makeCookie, makeKey, type Answer, type Call } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { submitResponses } from "@/lib/assessment/submit-responses";
import { scopes } from "@/lib/kernel/actor";
import { makeDataKey } from "@/lib/vault/data-keys";

/*
 * Who may call what: every documented operation by every kind of caller, on a product of Acme's and on one that does not
 * exist. An operation without a row fails.
 */
const world = useWorld();
useStore();
const door = useFrontDoor();

const CALLERS = [
  "client", // owns the product
  "colleague", // of the same organization, not a member of the product
  "lead", // assigned to the organization
  "superuser",
  "analyst",
  "stranger", // a client of another organization
  "strangersLead", // assigned to that one alone
  "readOnly", // the client's key, without the scopes that write
  "scopeless", // the client's key with another scope
  "revoked", // the client's key, revoked
  "expired", // the client's key, past its time
  "disabled", // a key of an account that is disabled
  "newcomer", // a key of an account that must change its password first
  "signedOut", // the cookie of a session that was ended
  "none",
] as const;
type CallerName = (typeof CALLERS)[number];

interface Place {
  product: number;
  user: number;
  response: number;
  question: number;
  evidence: number;
  job: number;
  backup: number;
  snapshot: number;
  action: number;
  request: number;
  questionnaire: number;
  report: number;
  content: number;
  detection: number;
  identifier: number;
  subject: number;
  osint: number;
  exposed: number;
  filing: number;
  notice: number;
}
const nowhere: Place = {
  product: 2_000_000_001,
  user: 2_000_000_001,
  response: 2_000_000_001,
  question: 1,
  evidence: 2_000_000_001,
  job: 2_000_000_001,
  backup: 2_000_000_001,
  snapshot: 2_000_000_001,
  action: 2_000_000_001,
  request: 2_000_000_001,
  questionnaire: 2_000_000_001,
  report: 2_000_000_001,
  content: 2_000_000_001,
  detection: 2_000_000_001,
  identifier: 2_000_000_001,
  subject: 2_000_000_001,
  osint: 2_000_000_001,
  exposed: 2_000_000_001,
  filing: 2_000_000_001,
  notice: 2_000_000_001,
};

interface Row {
  call: (place: Place) => Call & { path: string };
  /** The status for each of CALLERS, in their order. */
  acme: string;
  /** The same where nothing is: where the two are alike for a caller, existence does not show. */
  nowhere: string;
}

const NOBODY = "401 401 401 403 401 401"; // revoked … none, for what asks who is there
const json = (fields: unknown): Call => ({ json: fields });
/** A file of no format that is read. */
const importForm = () => {
  const form = new FormData();
  for (const name of ["supplied_by", "authority"]) form.set(name, "Somebody");
  form.set("file", new File(["{}"], "result.json"));
  return form;
};
const upload = (query: string) => ({
  path: `/api/v1/evidence?${query}`,
  body: new Blob([new Uint8Array(png(5))]),
  headers: { "x-filename": "a.png" },
});
/** The same for everyone, signed in or not. */
const alikeForAll =
  (status: number) =>
  (path: string): Row => {
    const everyone = CALLERS.map(() => String(status)).join(" ");
    return { call: () => ({ path }), acme: everyone, nowhere: everyone };
  };
const [open, redirecting, missing] = [alikeForAll(200), alikeForAll(303), alikeForAll(404)];

//                       client colleague lead superuser analyst stranger strangersLead readOnly scopeless, then the rest
const table: Record<string, Row> = {
  "POST /api/save_response": {
    call: ({ product, question }) => ({
      path: "/api/save_response",
      ...json({ product_id: product, question_id: question, answer: "B" }),
    }),
    acme: `201 403 403 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/get_responses/{product_id}": {
    call: ({ product }) => ({ path: `/api/get_responses/${product}` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/maturity_scores/{product_id}/{user_id}": {
    call: ({ product, user }) => ({ path: `/api/maturity_scores/${product}/${user}` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/content": {
    call: () => ({ path: "/api/v1/content?q=snow" }),
    acme: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/identifiers": {
    call: () => ({ path: "/api/v1/identifiers" }),
    acme: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
  },
  "POST /api/v1/identifiers/lookup": {
    call: () => ({ path: "/api/v1/identifiers/lookup", ...json({ text: "dealer@example.com" }) }),
    acme: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/identifiers/{identifier_id}": {
    call: ({ identifier }) => ({ path: `/api/v1/identifiers/${identifier}` }),
    acme: `404 404 404 200 200 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "GET /api/v1/exposures": {
    call: () => ({ path: "/api/v1/exposures" }),
    acme: `200 200 200 200 403 200 200 200 403 ${NOBODY}`,
    nowhere: `200 200 200 200 403 200 200 200 403 ${NOBODY}`,
  },
  "POST /api/v1/exposures/{exposure_id}/evidence": {
    call: ({ notice }) => ({ path: `/api/v1/exposures/${notice}/evidence` }),
    acme: `201 201 403 201 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/exposure_filings": {
    call: () => ({ path: "/api/v1/exposure_filings" }),
    acme: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
  },
  "POST /api/v1/exposure_filings": {
    call: ({ exposed }) => ({
      path: "/api/v1/exposure_filings",
      ...json({ identifier_id: exposed, kind: "system", marking: "TLP:AMBER" }),
    }),
    acme: `404 404 404 403 201 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "POST /api/v1/exposure_filings/{filing_id}/withdrawal": {
    call: ({ filing }) => ({ path: `/api/v1/exposure_filings/${filing}/withdrawal`, ...json({ reason: "Over" }) }),
    acme: `404 404 404 403 200 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "POST /api/v1/products/{product_id}/platform-state": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/platform-state` }),
    acme: `403 403 403 201 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/subjects": {
    call: () => ({ path: "/api/v1/subjects" }),
    acme: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/subjects/{subject_id}": {
    call: ({ subject }) => ({ path: `/api/v1/subjects/${subject}` }),
    // The scopeless key's scope is this one.
    acme: `404 404 404 200 200 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "GET /api/v1/products": {
    call: () => ({ path: "/api/v1/products" }),
    acme: `200 200 200 200 403 200 200 200 403 ${NOBODY}`,
    nowhere: `200 200 200 200 403 200 200 200 403 ${NOBODY}`,
  },
  "POST /api/v1/products": {
    call: ({ user }) => ({
      path: "/api/v1/products",
      ...json({
        name: `New ${crypto.randomUUID()}`,
        organization_id: user === nowhere.user ? user : world.acme,
        owner_id: user,
      }),
    }),
    acme: `201 201 403 201 403 404 403 403 403 ${NOBODY}`,
    nowhere: `404 404 403 422 403 404 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "PATCH /api/v1/products/{product_id}": {
    call: ({ product }) => ({
      path: `/api/v1/products/${product}`,
      headers: { "if-match": "*" },
      ...json({ description: "Changed." }),
    }),
    acme: `200 403 403 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/suggestions": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/suggestions` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/move": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/move` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  // There is no later version: whoever may is told so.
  "POST /api/v1/products/{product_id}/move": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/move`, ...json({}) }),
    acme: `200 403 403 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/rounds": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/rounds` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  // The first round is open: whoever may is told so.
  "POST /api/v1/products/{product_id}/rounds": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/rounds`, ...json({ name: "Second" }) }),
    acme: `409 403 409 409 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  // There is no second round yet.
  "POST /api/v1/products/{product_id}/rounds/{number}/close": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/rounds/2/close` }),
    acme: `409 403 409 409 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/snapshots": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/snapshots` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/snapshots/{snapshot_id}": {
    call: ({ product, snapshot }) => ({ path: `/api/v1/products/${product}/snapshots/${snapshot}` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/snapshots/{snapshot_id}/verification": {
    call: ({ product, snapshot }) => ({ path: `/api/v1/products/${product}/snapshots/${snapshot}/verification` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/actions": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/actions` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "POST /api/v1/products/{product_id}/actions": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/actions`, ...json({ title: "Sign artifacts" }) }),
    acme: `201 201 201 201 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/plan/export": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/plan/export?format=csv` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/answers/export": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/answers/export?format=csv` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "POST /api/v1/products/{product_id}/answers/import": {
    call: ({ product }) => ({
      path: `/api/v1/products/${product}/answers/import?leave_out_rejected=1`,
      body: new Blob(["code,comment\nnone,Looked at again"]),
    }),
    acme: `200 403 403 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/actions/{action_id}": {
    call: ({ action }) => ({ path: `/api/v1/actions/${action}` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "PATCH /api/v1/actions/{action_id}": {
    call: ({ action }) => ({
      path: `/api/v1/actions/${action}`,
      headers: { "if-match": "*" },
      ...json({ effort: 2 }),
    }),
    acme: `200 403 403 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  // Cases belong to agencies: of Acme there is none to be found.
  "GET /api/v1/cases": {
    call: () => ({ path: "/api/v1/cases" }),
    acme: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
  },
  "POST /api/v1/cases": {
    call: () => ({ path: "/api/v1/cases", ...json({ title: "A case" }) }),
    acme: `403 403 403 403 201 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 403 201 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/cases/{case_id}": {
    call: ({ product }) => ({ path: `/api/v1/cases/${product}` }),
    acme: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "PATCH /api/v1/cases/{case_id}": {
    call: ({ product }) => ({
      path: `/api/v1/cases/${product}`,
      headers: { "if-match": "*" },
      ...json({ title: "Another" }),
    }),
    acme: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/cases/{case_id}/events": {
    call: ({ product }) => ({ path: `/api/v1/cases/${product}/events` }),
    acme: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "POST /api/v1/cases/{case_id}/exhibits": {
    call: ({ product }) => ({ ...upload(""), path: `/api/v1/cases/${product}/exhibits?title=A` }),
    acme: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/exhibits/{exhibit_id}/content": {
    call: ({ product }) => ({ path: `/api/v1/exhibits/${product}/content` }),
    acme: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "GET /api/v1/exhibits/{exhibit_id}/custody": {
    call: ({ product }) => ({ path: `/api/v1/exhibits/${product}/custody` }),
    acme: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "GET /api/v1/questionnaires": {
    call: () => ({ path: "/api/v1/questionnaires" }),
    acme: `200 200 200 200 403 200 200 200 403 ${NOBODY}`,
    nowhere: `200 200 200 200 403 200 200 200 403 ${NOBODY}`,
  },
  "POST /api/v1/questionnaires": {
    call: () => ({
      path: `/api/v1/questionnaires?version=${crypto.randomUUID()}`,
      body: new Blob([csvOf(sheetRows())]),
      headers: { "x-filename": "Own.csv" },
    }),
    acme: `403 403 403 201 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 201 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/questionnaires/{id}": {
    call: ({ questionnaire }) => ({ path: `/api/v1/questionnaires/${questionnaire}` }),
    acme: `200 200 200 200 403 200 200 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 403 404 404 404 403 ${NOBODY}`,
  },
  "DELETE /api/v1/questionnaires/{id}": {
    call: ({ questionnaire }) => ({ path: `/api/v1/questionnaires/${questionnaire}` }),
    acme: `403 403 403 409 403 403 403 403 403 ${NOBODY}`, // it is published
    nowhere: `403 403 403 404 403 403 403 403 403 ${NOBODY}`,
  },
  "POST /api/v1/questionnaires/{id}/publish": {
    call: ({ questionnaire }) => ({ path: `/api/v1/questionnaires/${questionnaire}/publish` }),
    acme: `403 403 403 409 403 403 403 403 403 ${NOBODY}`, // it is published already
    nowhere: `403 403 403 404 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/comments": {
    call: ({ product }) => ({ path: `/api/v1/comments?product_id=${product}` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "POST /api/v1/comments": {
    call: ({ product, response }) => ({
      path: "/api/v1/comments",
      ...json({ product_id: product, response_id: response, comment: "Since when?" }),
    }),
    acme: `201 201 201 201 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/notifications": {
    call: () => ({ path: "/api/v1/notifications" }),
    acme: `200 200 200 200 200 200 200 200 403 ${NOBODY}`,
    nowhere: `200 200 200 200 200 200 200 200 403 ${NOBODY}`,
  },
  "GET /api/v1/products/{product_id}/reports": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/reports` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "POST /api/v1/products/{product_id}/reports": {
    call: ({ product }) => ({ path: `/api/v1/products/${product}/reports`, ...json({ pdf: false }) }),
    acme: `201 201 201 201 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/reports/{report_id}/content": {
    call: ({ report }) => ({ path: `/api/v1/reports/${report}/content?format=json` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/reports/{report_id}/verification": {
    call: ({ report }) => ({ path: `/api/v1/reports/${report}/verification` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/jobs": {
    call: () => ({ path: "/api/v1/jobs" }),
    acme: `200 200 200 200 200 200 200 200 403 ${NOBODY}`,
    nowhere: `200 200 200 200 200 200 200 200 403 ${NOBODY}`,
  },
  "GET /api/v1/jobs/{job_id}": {
    call: ({ job }) => ({ path: `/api/v1/jobs/${job}` }),
    acme: `200 404 404 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  // Nothing of Acme's is an agency's; what an agency's people get is tried by e2e/isolation and imports.db.test.ts.
  "POST /api/v1/imports": {
    call: () => ({ path: "/api/v1/imports", body: importForm() }),
    acme: `403 403 403 422 422 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 422 422 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/imports": {
    call: () => ({ path: "/api/v1/imports" }),
    acme: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/imports/{import_id}": {
    call: () => ({ path: "/api/v1/imports/2000000001" }),
    acme: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "POST /api/v1/jobs/{job_id}/cancel": {
    call: ({ job }) => ({ path: `/api/v1/jobs/${job}/cancel` }),
    acme: `409 404 404 409 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "POST /api/v1/jobs/{job_id}/retry": {
    call: ({ job }) => ({ path: `/api/v1/jobs/${job}/retry` }),
    acme: `409 404 404 409 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "POST /api/v1/evidence": {
    call: ({ response }) => upload(`response_id=${response}`),
    acme: `201 403 403 201 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/evidence": {
    call: ({ response }) => ({ path: `/api/v1/evidence?response_id=${response}` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/evidence/{id}": {
    call: ({ evidence }) => ({ path: `/api/v1/evidence/${evidence}` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "PATCH /api/v1/evidence/{id}": {
    call: ({ evidence }) => ({
      path: `/api/v1/evidence/${evidence}`,
      headers: { "if-match": "*" },
      ...json({ title: "Changed." }),
    }),
    acme: `200 200 403 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "POST /api/v1/evidence/{id}/moves": {
    call: ({ evidence, response }) => ({
      path: `/api/v1/evidence/${evidence}/moves`,
      ...json({ response_ids: [response] }),
    }),
    acme: `200 200 403 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/evidence-requests": {
    call: ({ product }) => ({ path: `/api/v1/evidence-requests?product_id=${product}` }),
    acme: `200 200 200 200 403 200 200 200 403 ${NOBODY}`,
    nowhere: `200 200 200 200 403 200 200 200 403 ${NOBODY}`,
  },
  "POST /api/v1/evidence-requests": {
    call: ({ product, response }) => ({
      path: "/api/v1/evidence-requests",
      ...json({ kind: "question", product_id: product, response_id: response, text: "Is a screenshot enough?" }),
    }),
    acme: `201 403 403 201 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/evidence-requests/{request_id}": {
    call: ({ request }) => ({ path: `/api/v1/evidence-requests/${request}` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "PATCH /api/v1/evidence-requests/{request_id}": {
    call: ({ request }) => ({
      path: `/api/v1/evidence-requests/${request}`,
      headers: { "if-match": '"99-AAAAAAAAAAAAAAAAAAAAAA"' },
      ...json({ status: "answered", text: "It is, with its date." }),
    }),
    // It ends once, so those who may are told that theirs is not its version.
    acme: `403 403 412 412 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/evidence/{id}/content": {
    call: ({ evidence }) => ({ path: `/api/v1/evidence/${evidence}/content` }),
    acme: `200 200 200 200 404 404 404 200 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "PUT /api/v1/evidence/{id}/links/{response_id}": {
    call: ({ evidence, response }) => ({ path: `/api/v1/evidence/${evidence}/links/${response}` }),
    acme: `200 403 403 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "DELETE /api/v1/evidence/{id}/links/{response_id}": {
    call: ({ evidence, response }) => ({ path: `/api/v1/evidence/${evidence}/links/${response}` }),
    acme: `200 403 403 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  // Whoever looks has said what for, before the table is tried. "scopeless" has the very scope here, of a client.
  "GET /api/v1/osint_results": {
    call: () => ({ path: "/api/v1/osint_results" }),
    acme: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
  },
  "POST /api/v1/osint_results": {
    call: () => ({ path: "/api/v1/osint_results", ...json({ query: "a name", search_type: "text" }) }),
    acme: `403 403 403 403 202 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 403 202 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/osint_results/{osint_result_id}": {
    call: ({ osint }) => ({ path: `/api/v1/osint_results/${osint}` }),
    acme: `404 404 404 200 200 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "POST /api/v1/osint_results/import": {
    call: () => ({
      path: "/api/v1/osint_results/import",
      body: "[]",
      headers: { "x-filename": "scan.json", "content-type": "application/json" },
    }),
    acme: `403 403 403 403 201 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 403 201 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/backups": {
    call: () => ({ path: "/api/v1/backups" }),
    acme: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
  },
  "POST /api/v1/backups": {
    call: () => ({ path: "/api/v1/backups" }),
    acme: `403 403 403 202 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 202 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/backups/{backup_id}": {
    call: ({ backup }) => ({ path: `/api/v1/backups/${backup}` }),
    acme: `404 404 404 200 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/backups/{backup_id}/content": {
    call: ({ backup }) => ({ path: `/api/v1/backups/${backup}/content` }),
    // Its file is not at the target.
    acme: `404 404 404 409 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "POST /api/v1/backups/{backup_id}/verification": {
    call: ({ backup }) => ({ path: `/api/v1/backups/${backup}/verification` }),
    acme: `404 404 404 202 404 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/audit_trail": {
    call: () => ({ path: "/api/audit_trail" }),
    acme: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/audit/export": {
    call: () => ({ path: "/api/v1/audit/export?table_name=products" }),
    acme: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
  },
  "POST /api/v1/audit/exports": {
    call: () => ({ path: "/api/v1/audit/exports", ...json({ format: "jsonl" }) }),
    acme: `403 403 403 202 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 202 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/audit/exports/{job_id}": {
    call: ({ job }) => ({ path: `/api/v1/audit/exports/${job}` }),
    acme: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 403 ${NOBODY}`,
  },
  "GET /api/v1/detections": {
    call: () => ({ path: "/api/v1/detections" }),
    acme: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 200 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/detections/{detection_id}": {
    call: ({ detection }) => ({ path: `/api/v1/detections/${detection}` }),
    acme: `404 404 404 200 200 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "PATCH /api/v1/detections/{detection_id}": {
    call: ({ detection }) => ({
      path: `/api/v1/detections/${detection}`,
      headers: { "if-match": "*" },
      ...json({ status: "confirmed" }),
    }),
    acme: `404 404 404 200 200 404 404 403 403 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 403 403 ${NOBODY}`,
  },
  "GET /api/v1/content/{content_id}": {
    call: ({ content }) => ({ path: `/api/v1/content/${content}` }),
    acme: `404 404 404 200 200 404 404 404 404 ${NOBODY}`,
    nowhere: `404 404 404 404 404 404 404 404 404 ${NOBODY}`,
  },
  "GET /api/v1/audit/seal": {
    call: () => ({ path: "/api/v1/audit/seal" }),
    acme: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/audit/checkpoints": {
    call: () => ({ path: "/api/v1/audit/checkpoints" }),
    acme: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
  },
  "POST /api/v1/audit/verifications": {
    call: () => ({ path: "/api/v1/audit/verifications", ...json({}) }),
    acme: `403 403 403 202 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 202 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/notifications/stream": {
    call: () => ({ path: "/api/v1/notifications/stream" }),
    acme: `200 200 200 200 200 200 200 200 403 ${NOBODY}`,
    nowhere: `200 200 200 200 200 200 200 200 403 ${NOBODY}`,
  },
  "GET /api/v1/unsubscribe/{token}": redirecting("/api/v1/unsubscribe/none"),
  "POST /api/v1/unsubscribe/{token}": missing("/api/v1/unsubscribe/none"),
  "GET /api/health/live": open("/api/health/live"),
  "GET /api/health/ready": open("/api/health/ready"),
  "GET /api/health/database": open("/api/health/database"),
  "GET /api/metrics": {
    call: () => ({ path: "/api/metrics" }),
    acme: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/stats": {
    call: () => ({ path: "/api/v1/stats" }),
    acme: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/v1/platform-state": {
    call: () => ({ path: "/api/v1/platform-state" }),
    acme: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
    nowhere: `403 403 403 200 403 403 403 403 403 ${NOBODY}`,
  },
  "GET /api/openapi.json": open("/api/openapi.json"),
  "GET /api/docs": open("/api/docs"),
  "GET /api/docs/{file}": open("/api/docs/docs.js"),
};

const credentials = {} as Record<CallerName, Call>;

beforeAll(async () => {
  const { sql } = world;
  for (const name of ["client", "colleague", "lead", "superuser", "analyst", "stranger", "strangersLead"] as const) {
    credentials[name] = { key: await makeKey(world, world[name]) };
  }
  const keyWith = async (change: string, person = world.client) => {
    const key = await makeKey(world, person);
    await sql(`update api_keys set ${change} where id = (select max(id) from api_keys)`);
    return { key };
  };
  // The first file of an organization makes its key: those who are refused should find it there.
  for (const { id } of await world.sql<{ id: number }>("select id from organizations")) {
    const { ringKeyId, wrappedKey } = makeDataKey(id);
    await world.sql("insert into data_keys (organization_id, ring_key_id, wrapped_key) values ($1, $2, $3)", [
      ...[id, ringKeyId, wrappedKey],
    ]);
  }
  credentials.readOnly = {
    key: await makeKey(
      world,
      world.client,
      scopes.filter((scope) => scope.endsWith(":read")),
    ),
  };
  credentials.scopeless = { key: await makeKey(world, world.client, ["intelligence:read"]) };
  credentials.revoked = await keyWith("revoked_at = now()");
  credentials.expired = await keyWith("expires_at = now() - interval '1 second'");
  const disabled = await world.addPerson("superuser", world.superuser.organizationId);
  credentials.disabled = { key: await makeKey(world, disabled) };
  await sql("update users set is_active = false where id = $1", [disabled.id]);
  const newcomer = await world.addPerson("client", world.acme);
  credentials.newcomer = { key: await makeKey(world, newcomer) };
  await sql("update users set must_change_password = true where id = $1", [newcomer.id]);
  const cookie = await makeCookie(world, world.client);
  await sql("update sessions set ended_at = now(), ended_reason = 'test' where id = (select max(id) from sessions)");
  credentials.signedOut = { cookie, headers: { origin: "http://securesphere.test" } };
  credentials.none = {};
  for (const person of [world.analyst, world.superuser]) await givePurpose(world, person);
});

/** A product of Acme's with an answer and a file. */
async function makePlace(): Promise<Place> {
  const { id: product, versionId } = await addProduct(world);
  const [first, second] = await questionsOf(world, versionId);
  const form = new FormData();
  form.set("product_id", String(product));
  form.set("question_id", String(first!.id));
  form.set("answer", "A");
  form.set("evidence", new Blob([new Uint8Array(png())]), "a.png");
  const { body } = await call(door, "POST", "/api/save_response", { ...credentials.client, body: form });
  const [job] = await world.sql<{ id: number }>(
    "insert into jobs (organization_id, user_id, kind, title, input, status) values ($1, $2, 'none', 'Done', '{}', 'done') returning id",
    [world.acme, world.client.id],
  );
  const [backup] = await world.sql<{ id: number }>(
    "insert into backups (name, trigger, target, ring_key_id, status) values ('20260101T000000Z-00000000', 'person', 'nowhere', 'test', 'done') on conflict (name) do update set status = 'done' returning id",
  );
  await submitResponses(world.client.caller, { product_id: product });
  const [snapshot] = await world.sql<{ id: number }>("select id from snapshots where product_id = $1", [product]);
  const plan = { ...credentials.client, json: { title: "Rotate keys" } };
  const planned = await call(door, "POST", `/api/v1/products/${product}/actions`, plan);
  const asked = {
    kind: "question",
    product_id: product,
    response_id: body.response_id,
    text: "Is a screenshot enough?",
  };
  const { body: request } = await call(door, "POST", "/api/v1/evidence-requests", {
    ...credentials.client,
    json: asked,
  });
  const { body: report } = await call(door, "POST", `/api/v1/products/${product}/reports`, {
    ...credentials.client,
    ...json({ pdf: false }),
  });
  const agency = { id: world.analyst.organizationId };
  const content = await addContent(world, agency, { text: "snow tonight", sourceId: await addSource(world, agency) });
  const detection = await addDetection(world, agency, {
    contentId: content,
    ...(await addKeyword(world, agency, "snow")),
  });
  const identifier = await addIdentifier(world, agency, "email", `${crypto.randomUUID()}@example.com`);
  const [osint] = await world.sql<{ id: number }>(
    `insert into osint_results (organization_id, connector, query, search_type, purpose, status, created_by)
     values ($1, 'workspace', 'a name', 'text', 'A test', 'done', $2) returning id`,
    [world.analyst.organizationId, world.analyst.id],
  );
  const exposure = await addExposure(world, world.analyst, world.acme);
  return {
    content,
    detection,
    identifier,
    exposed: await addVerified(world, world.analyst, "domain", `vpn.${exposure.domain}`),
    filing: exposure.filing,
    notice: exposure.notice,
    osint: osint!.id,
    report: report.id,
    subject: await addSubject(world, { id: world.analyst.organizationId }),
    job: job!.id,
    backup: backup!.id,
    product,
    snapshot: snapshot!.id,
    user: world.client.id,
    response: body.response_id,
    question: second!.id,
    evidence: body.evidence[0].id,
    action: planned.body.id,
    request: request.id,
    questionnaire: versionId,
  };
}

const changes = () => world.sql("select count(*) from audit_log where action in ('INSERT', 'UPDATE', 'DELETE')");

/** The denied first: what is permitted may change what the others would find. */
const order = (row: string) => {
  const statuses = row.split(" ");
  expect(statuses).toHaveLength(CALLERS.length);
  const expected = Object.fromEntries(CALLERS.map((name, index) => [name, Number(statuses[index])])) as Record<
    CallerName,
    number
  >;
  return { expected, callers: [...CALLERS].sort((a, b) => expected[b] - expected[a]) };
};

async function tryAll(method: string, row: Row, place: Place, statuses: string): Promise<Map<CallerName, Answer>> {
  const { expected, callers } = order(statuses);
  const answers = new Map<CallerName, Answer>();
  for (const name of callers) {
    const before = expected[name] >= 400 ? await changes() : undefined;
    const { path, ...request } = row.call(place);
    const { headers, ...credential } = credentials[name];
    const answer = await call(door, method, path, {
      ...credential,
      ...request,
      headers: { ...headers, ...request.headers },
    });
    answers.set(name, answer);
    if (before && answer.status >= 400) expect([name, await changes()]).toEqual([name, before]);
  }
  const got = CALLERS.map((name) => `${name} ${answers.get(name)!.status}`);
  expect(got).toEqual(CALLERS.map((name) => `${name} ${expected[name]}`));
  return answers;
}

/** What differs between any two calls is left out. */
const alike = ({ status, body }: Answer) => ({ status, ...body, request_id: 0, instance: "" });

describe.each(Object.keys(operations))("%s", (name) => {
  it("is open to those it should be, and looks to others as if nothing were there", async () => {
    const row = table[name];
    expect(row, "a row of the table").toBeDefined();
    const method = name.split(" ")[0]!;
    const missing = await tryAll(method, row!, nowhere, row!.nowhere);
    const there = await tryAll(method, row!, await makePlace(), row!.acme);
    for (const caller of ["analyst", "stranger", "strangersLead"] as const) {
      if (there.get(caller)!.status < 300) continue;
      expect(alike(there.get(caller)!)).toEqual(alike(missing.get(caller)!));
    }
  });
});

it("shows each only the products within reach", async () => {
  const ours = await makePlace();
  const [theirs] = await world.sql<{ id: number }>(
    "insert into products (organization_id, name, owner_id, questionnaire_version_id) select $1, 'Theirs', $2, questionnaire_version_id from products limit 1 returning id",
    [world.other, world.stranger.id],
  );
  const seen = async (name: CallerName) => {
    const { body } = await call(door, "GET", "/api/v1/products?limit=200", credentials[name]);
    const ids = body.products.map(({ id }: { id: number }) => id);
    return [ids.includes(ours.product), ids.includes(theirs!.id)];
  };
  expect(await seen("client")).toEqual([true, false]);
  expect(await seen("lead")).toEqual([true, false]);
  expect(await seen("stranger")).toEqual([false, true]);
  expect(await seen("strangersLead")).toEqual([false, true]);
  expect(await seen("superuser")).toEqual([true, true]);
});
