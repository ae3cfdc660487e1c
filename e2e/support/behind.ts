import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { callApi, type Product } from "./product";

const stages = (...scores: number[]) => scores.map((score, at) => ({ text: `Stage ${"ABC"[at]}`, score }));

const first = [
  { code: "K", text: "Is every build scanned?", type: "option", options: stages(0, 2.5, 5) },
  { code: "S", text: "Who reviews a change?", type: "option", options: stages(0, 2.5, 5) },
  { code: "G", text: "How are secrets kept?", type: "option", options: stages(0, 2.5, 5) },
  { code: "D", text: "Is there a fax machine?", type: "option", options: stages(0, 2.5, 5) },
];
const second = [
  first[0]!,
  { ...first[1]!, text: "Who reviews a change before it is merged?" },
  { ...first[2]!, options: [...stages(0), { text: "In a vault", score: 5 }] },
  { code: "N", text: "Is every release signed?", type: "option", options: stages(0, 5) },
];

/** A product of the demo's client on a questionnaire of its own, of which a second version is published. A superuser is signed in. */
export async function addBehind(page: Page): Promise<Product> {
  const slug = randomUUID();
  const publish = async (version: string, questions: typeof first) => {
    const sections = [{ title: "Practice", dimensions: [{ title: "Work", questions, subdimensions: [] }] }];
    const head = { format: "securesphere.questionnaire", format_version: 1, slug, version, scoring_model: "mean" };
    const document = { ...head, title: "Small questions", source: "Testers", sections };
    const headers = { origin: process.env.SECURESPHERE_E2E_URL!, "x-filename": "small-questions.json" };
    const stored = await page.request.post("/api/v1/questionnaires", { headers, data: document });
    const { id } = (await stored.json()) as { id: number };
    await callApi(page, `/api/v1/questionnaires/${id}/publish`, {});
    return id;
  };
  const questionnaire_version_id = await publish("1.0", first);
  const { organization_id, owner_id } = await callApi<{ organization_id: number; owner_id: number }>(
    page,
    "/api/v1/products/1",
  );
  const name = `Behind ${slug}`;
  const product = { name, organization_id, owner_id, questionnaire_version_id };
  const made = await callApi<Product>(page, "/api/v1/products", product);
  for (const { text: question } of first)
    await callApi(page, "/api/save_response", { product_id: made.id, question, answer: "Stage B" });
  await publish("2.0", second);
  return made;
}
