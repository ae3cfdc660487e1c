import { findTrailJson } from "@/db/queries/audit/trail";
import { findResponsesPage } from "@/db/queries/assessment/responses-page";
import { findProductScores } from "@/db/queries/assessment/scores";
import { QUESTIONS, type Dataset } from "./dataset";
import { inlined, readScript, saveScripts, statementOf } from "./limit";
import type { LoadPlan } from "./load";

/** Something that is measured: the requests, and the limit beneath them. */
export interface Case {
  name: string;
  /** Least part of the limit at 16 connections that counts as good. */
  goal?: number;
  requests: LoadPlan["requests"];
  /** pgbench's scripts, and settings of its session. Without: there is no limit to compare with. */
  limit?: { scripts: string[]; settings?: Record<string, string> };
}

const MOST_REQUESTS = 4000;
const random = (most: number) => Math.floor(Math.random() * most);

export async function casesOf(data: Dataset): Promise<Case[]> {
  const reach = { "app.reach": `{${data.organizations.map(({ id }) => id).join(",")}}` };
  const all = { "app.sees_all": "on" };
  const authorization = (key: string) => ({ authorization: `Bearer ${key}` });
  const anywhere = () => {
    const organization = data.organizations[random(data.organizations.length)]!;
    const product = organization.firstProduct + random(organization.lastProduct - organization.firstProduct + 1);
    return { ...organization, product };
  };
  const many = (make: () => LoadPlan["requests"][number]) => Array.from({ length: MOST_REQUESTS }, make);
  const get = (path: string, key: string) => ({ method: "GET", path, headers: authorization(key) });
  const post = (key: string, body: object) => ({
    method: "POST",
    path: "/api/save_response",
    headers: { ...authorization(key), "content-type": "application/json" },
    body: JSON.stringify(body),
  });
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
  const trail = async (filter: object) =>
    inlined(await statementOf((tx) => findTrailJson(tx, { before: { timestamp: "infinity", id: 0 }, ...filter }, 50)));
  const user = data.organizations[3]!.clientId;

  return [
    {
      name: "save_response, update",
      goal: 0.5,
      requests: many(() => {
        const { product, key } = anywhere();
        const question = data.questions[random(QUESTIONS)]!;
        return post(key, { product_id: product, question_id: question.id, option_id: question.options[random(5)] });
      }),
      limit: { scripts: saveScripts(data) },
    },
    {
      name: "save_response, new",
      requests: many(() => {
        const { product, key } = anywhere();
        const answer = "The build is documented and reviewed by a second person.";
        return post(key, { product_id: product, question: `Free question ${Math.random()}`, dimension: "Own", answer });
      }),
    },
    {
      name: "get_responses, 200 answers",
      goal: 0.3,
      requests: many(() => {
        const { product, key } = anywhere();
        return get(`/api/get_responses/${product}`, key);
      }),
      limit: {
        scripts: [readScript(data, inlined(await statementOf((tx) => findResponsesPage(tx, page as never))))],
        settings: reach,
      },
    },
    {
      name: "maturity_scores",
      goal: 0.2,
      requests: many(() => {
        const { product, key, clientId } = anywhere();
        return get(`/api/maturity_scores/${product}/${clientId}`, key);
      }),
      limit: {
        scripts: [
          readScript(data, inlined(await statementOf((tx) => findProductScores(tx, ":product" as never, null)))),
        ],
        settings: reach,
      },
    },
    {
      name: "audit_trail, first page",
      goal: 0.3,
      requests: [get("/api/audit_trail", data.superuserKey)],
      limit: { scripts: [await trail({})], settings: all },
    },
    {
      name: "audit_trail, one user",
      goal: 0.3,
      requests: [get(`/api/audit_trail?user_id=${user}`, data.superuserKey)],
      limit: { scripts: [await trail({ userId: user })], settings: all },
    },
    { name: "empty call", requests: [get("/api/health/live", data.superuserKey)] },
  ];
}
