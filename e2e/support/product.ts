import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

/** The texts of the first section's questions, in order. */
export const questions = (
  JSON.parse(readFileSync("db/seed/questionnaire/1-build-and-deployment.json", "utf8")) as {
    dimensions: { questions: { text: string }[] }[];
  }
).dimensions.flatMap((dimension) => dimension.questions.map(({ text }) => text));

/** Calls the API as whoever is signed in on the page; a body is posted. */
export async function callApi<Body>(page: Page, path: string, body?: unknown): Promise<Body> {
  const headers = { origin: process.env.SECURESPHERE_E2E_URL! };
  const answer = body === undefined ? page.request.get(path) : page.request.post(path, { headers, data: body });
  const response = await answer;
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true);
  return (await response.json()) as Body;
}

export interface Product {
  id: number;
  owner_id: number;
  name: string;
}

/** A product of the test's own, nothing in it answered yet. Its owner is signed in on the page. */
export function newProduct(page: Page, what: string): Promise<Product> {
  return callApi(page, "/api/v1/products", { name: `${what} ${randomUUID()}`, target_level: 3 });
}

export interface Answer {
  response_id: number;
  version: number;
  question: string;
}

/** A new product whose first three questions are answered with their second stage and handed in. */
export async function handIn(page: Page): Promise<Product & { answers: [Answer, Answer, Answer] }> {
  const product = await newProduct(page, "Review");
  const save = async (question: string): Promise<Answer> => {
    const body = { product_id: product.id, question, answer: "B", comment: "Signed by hand", submit: true };
    return { ...(await callApi<Answer>(page, "/api/save_response", body)), question };
  };
  const [first, second, third] = questions as [string, string, string];
  return { ...product, answers: [await save(first), await save(second), await save(third)] };
}
