import { randomUUID } from "node:crypto";
import type { Case } from "./cases";
import type { Server } from "./server";

const SECTIONS = 10;
const DIMENSIONS = 10;
const QUESTIONS = 10;
/** Most milliseconds for 95 of 100 requests of a screen. */
const GOAL_P95 = 200;

const range = (most: number) => Array.from({ length: most }, (_, at) => at);

/** A questionnaire of 1,000 questions as the product's own format has it. */
const document = () => ({
  format: "securesphere.questionnaire",
  format_version: 1,
  slug: `thousand-${randomUUID().slice(0, 8)}`,
  title: "A thousand questions",
  version: "1",
  sections: range(SECTIONS).map((section) => ({
    title: `Section ${section}`,
    dimensions: range(DIMENSIONS).map((dimension) => ({
      title: `Dimension ${section}.${dimension}`,
      questions: range(QUESTIONS).map((question) => ({
        code: `Q${section}.${dimension}.${question}`,
        text: `How is practice ${question} of dimension ${section}.${dimension} kept up in this product?`,
        meaning: "Whether it is done at all, by whom, how often, and how anybody would notice that it is not.",
        options: range(5).map((stage) => ({ text: `Stage ${stage} of practice ${question}`, score: stage + 1 })),
      })),
    })),
  })),
});

/**
 * Makes a product of 1,000 questions over the API, answers and hands in all of them, judges half and reports it; then the screens on which people meet it, each with a goal for the time of the server.
 */
export async function thousandQuestions(server: Server, say: (line: string) => void): Promise<Case[]> {
  const { client, lead } = server.data.sessions;
  const { leadKey, superuserKey } = server.data;
  const clientKey = server.data.organizations[0]!.key;
  const call = async <Body>(method: string, path: string, key: string, body?: object): Promise<Body> => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "x-filename": "thousand.json" },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  const timed = async <Result>(what: string, work: () => Promise<Result>) => {
    const begun = performance.now();
    const result = await work();
    say(`${what.padEnd(40)} ${Math.round(performance.now() - begun)} ms`);
    return result;
  };
  const { id: version } = await timed("import 1,000 questions", () =>
    call<{ id: number }>("POST", "/api/v1/questionnaires", superuserKey, document()),
  );
  await call("POST", `/api/v1/questionnaires/${version}/publish`, superuserKey, {});
  const product = await call<{ id: number }>("POST", "/api/v1/products", clientKey, {
    name: `Thousand ${randomUUID()}`,
    questionnaire_version_id: version,
    target_level: 4,
  });
  const questions = document().sections.flatMap(({ dimensions }) => dimensions.flatMap((each) => each.questions));
  const answers = await timed("answer and hand in 1,000 questions, one by one", async () => {
    const saved: { response_id: number; version: number }[] = [];
    for (const [at, { text }] of questions.entries()) {
      const answer = { product_id: product.id, question: text, answer: "ABCDE"[at % 5], submit: true };
      saved.push(await call("POST", "/api/save_response", clientKey, answer));
    }
    return saved;
  });
  await timed("judge half of them, one by one", async () => {
    for (const { response_id, version } of answers.slice(0, answers.length / 2)) {
      const verdict = { product_id: product.id, response_id, response_version: version, status: "approved" };
      await call("POST", "/api/v1/comments", leadKey, verdict);
    }
  });
  const report = await timed("report 1,000 questions", () =>
    call<{ id: number }>("POST", `/api/v1/products/${product.id}/reports`, clientKey, { pdf: false }),
  );
  const at = `/products/${product.id}`;
  const section = (
    await (
      await fetch(`http://127.0.0.1:${server.port}${at}`, { headers: { cookie: await server.cookieOf(client) } })
    ).text()
  ).match(new RegExp(`${at}/sections/\\d+`))![0];
  const page = async (name: string, path: string, session: typeof client): Promise<Case> => ({
    name: `1,000 questions: ${name}`,
    goalP95: GOAL_P95,
    requests: [{ method: "GET", path, headers: { cookie: await server.cookieOf(session), accept: "text/html" } }],
  });
  return Promise.all([
    page("product", at, client),
    page("section of 100", section, client),
    page("results", `${at}/results`, client),
    page("plan", `${at}/plan`, client),
    page("targets", `${at}/plan/targets`, client),
    page("rounds", `${at}/rounds`, client),
    page("as of now", `${at}/history?at=now`, client),
    page("comparison", `${at}/compare?from=now&to=now`, client),
    page("reports", `${at}/reports`, client),
    page("report as HTML", `/api/v1/reports/${report.id}/content?format=html`, client),
    page("to do", "/to-do", client),
    page("portfolio", "/portfolio", client),
    page("review queue", `/reviews?product_id=${product.id}`, lead),
    page("review", `/reviews/${answers.at(-1)!.response_id}?product_id=${product.id}`, lead),
  ]);
}
