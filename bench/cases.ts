import { findTrailJson } from "@/db/queries/audit/trail";
import { findResponsesPage } from "@/db/queries/assessment/responses-page";
import { findProductScores } from "@/db/queries/assessment/scores";
import { makeFresh, type Dataset } from "./dataset";
import { QUESTIONS } from "./generate";
import { inlined, insertScripts, readScript, statementOf, updateScripts } from "./limit";
import type { LoadPlan } from "./load";

export type Requests = LoadPlan["requests"];

/** Something that is measured: the requests, and the limit beneath them. */
export interface Case {
  name: string;
  /** Least part of the limit at 16 connections that counts as good. */
  goal?: number;
  /** Most milliseconds for 95 of 100 requests that count as good. */
  goalP95?: number;
  /** Most milliseconds of the application's CPU for a request that count as good. */
  goalCpu?: number;
  requests: Requests;
  /** pgbench's scripts, and settings of its session. Without: there is no limit to compare with. */
  limit?: { scripts: string[]; settings?: Record<string, string> };
  /** Puts the data back as it was, before each load. */
  reset?: () => Promise<void>;
}

const MOST_REQUESTS = 4000;
const random = (most: number) => Math.floor(Math.random() * most);
const authorization = (key: string) => ({ authorization: `Bearer ${key}` });
const get = (path: string, key: string) => ({ method: "GET", path, headers: authorization(key) });
const many = (make: () => Requests[number]) => Array.from({ length: MOST_REQUESTS }, make);
const save = (key: string, body: object) => ({
  method: "POST",
  path: "/api/save_response",
  headers: { ...authorization(key), "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** Saves of answers that are there, over all products. */
export const updates = (data: Dataset) =>
  many(() => {
    const { product, key } = anywhere(data);
    const question = data.questions[random(QUESTIONS)]!;
    return save(key, { product_id: product, question_id: question.id, option_id: question.options[random(5)] });
  });

function anywhere(data: Dataset) {
  const organization = data.organizations[random(data.organizations.length)]!;
  const product = organization.firstProduct + random(organization.lastProduct - organization.firstProduct + 1);
  return { ...organization, product };
}

/** Every question of every fresh product, in any order. */
function firstAnswers(data: Dataset): Requests {
  const all = data.organizations.flatMap(({ key, firstFresh, lastFresh }) =>
    Array.from({ length: lastFresh - firstFresh + 1 }, (_, at) =>
      data.questions.map(({ id, options }) =>
        save(key, { product_id: firstFresh + at, question_id: id, option_id: options[random(5)] }),
      ),
    ).flat(),
  );
  return all
    .map((request) => ({ request, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ request }) => request);
}

/** As `prepareReading` sets them (db/queries/audit/trail.ts). */
const reading = { plan_cache_mode: "force_generic_plan", enable_sort: "off", jit: "off" };

/** The documented endpoints. */
export async function endpoints(data: Dataset, ownerUrl: string): Promise<Case[]> {
  const reach = { "app.reach": `{${data.organizations.map(({ id }) => id).join(",")}}` };
  const page = {
    productId: ":product",
    userId: null,
    section: null,
    dimension: null,
    status: null,
    updatedSince: null,
    limit: 500,
    before: null,
  };
  const responses = await statementOf((tx) => findResponsesPage(tx, page as never));
  const scores = await statementOf((tx) => findProductScores(tx, ":product" as never, null));
  const newest = { timestamp: "infinity", id: 0 };
  const trail = async (query: string, filter: object = {}) => ({
    goal: 0.3,
    requests: [get(`/api/audit_trail${query}`, data.superuserKey)],
    limit: {
      scripts: [inlined(await statementOf((tx) => findTrailJson(tx, { before: newest, ...filter }, 50)))],
      settings: { "app.sees_all": "on", ...reading },
    },
  });
  const user = data.organizations[3]!.clientId;
  // A place 20 days back, as a cursor names it.
  const deep = { timestamp: new Date(Date.now() - 20 * 86_400_000).toISOString(), id: 1 };
  const cursor = `${Date.parse(deep.timestamp) * 1000}.${deep.id}`;
  const reset = () => makeFresh(ownerUrl);

  return [
    { name: "save_response, update", goal: 0.5, requests: updates(data), limit: { scripts: updateScripts(data) } },
    {
      name: "save_response, new",
      goal: 0.5,
      requests: firstAnswers(data),
      limit: { scripts: insertScripts(data) },
      reset,
    },
    {
      name: "get_responses, 200 answers",
      goal: 0.3,
      requests: many(() => {
        const { product, key } = anywhere(data);
        return get(`/api/get_responses/${product}`, key);
      }),
      limit: { scripts: [readScript(data, inlined(responses))], settings: reach },
    },
    {
      name: "maturity_scores",
      goal: 0.2,
      requests: many(() => {
        const { product, key, clientId } = anywhere(data);
        return get(`/api/maturity_scores/${product}/${clientId}`, key);
      }),
      limit: { scripts: [readScript(data, inlined(scores))], settings: reach },
    },
    { name: "audit_trail, first page", ...(await trail("")) },
    { name: "audit_trail, deep page", ...(await trail(`?cursor=${cursor}`, { before: deep })) },
    { name: "audit_trail, one user", ...(await trail(`?user_id=${user}`, { userId: user })) },
    { name: "empty call", goalCpu: 0.15, requests: [get("/api/health/live", data.superuserKey)] },
  ];
}

/** The pages people wait for, each as the person who opens it. */
export async function pages(
  data: Dataset,
  cookieOf: (session: Dataset["sessions"]["lead"]) => Promise<string>,
): Promise<Case[]> {
  const { client, lead, superuser } = data.sessions;
  const { firstProduct: product } = data.organizations[0]!;
  const page = async (name: string, path: string, session: typeof lead): Promise<Case> => ({
    name: `page: ${name}`,
    goalP95: 200,
    requests: [{ method: "GET", path, headers: { cookie: await cookieOf(session), accept: "text/html" } }],
  });
  return [
    await page("review queue", "/reviews", lead),
    await page("section", `/products/${product}/sections/${data.sectionId}`, client),
    await page("results", `/products/${product}/results`, client),
    await page("client home", "/", client),
    await page("lead home", "/", lead),
    await page("superuser home", "/", superuser),
    await page("audit explorer", "/admin/audit", superuser),
  ];
}
