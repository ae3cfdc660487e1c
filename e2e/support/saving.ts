import { beforeAll } from "vitest";
import { addProduct, questionsOf } from "./assessed";
import { useFrontDoor } from "./front-door";
import { call, makeKey, type Call } from "./outside-caller";
import type { World } from "./world";

/** A product of Acme's whose questions its client answers by POST /api/save_response. */
export function useSaving(world: World) {
  const door = useFrontDoor();
  let used = 0;
  const saving = {
    door,
    key: "",
    product: { id: 0, versionId: 0 },
    questions: [] as Awaited<ReturnType<typeof questionsOf>>,
    save: (options: Call) => call(door, "POST", "/api/save_response", { key: saving.key, ...options }),
    /** A question that no test has answered. */
    fresh: () => saving.questions[used++]!,
    rowsOf: (questionId: number) =>
      world.sql<{ id: number; version: number; answer: string }>(
        "select id, version, answer from questionnaire_responses where product_id = $1 and question_id = $2",
        [saving.product.id, questionId],
      ),
  };
  beforeAll(async () => {
    saving.key = await makeKey(world, world.client, ["responses:read", "responses:write"]);
    saving.product = await addProduct(world);
    saving.questions = await questionsOf(world, saving.product.versionId);
  });
  return saving;
}

export type FormEntry = [string, string] | [string, Blob, string];

export function form(...entries: FormEntry[]): FormData {
  const data = new FormData();
  for (const [name, value, filename] of entries) {
    if (typeof value === "string") data.append(name, value);
    else data.append(name, value, filename);
  }
  return data;
}

export const file = (content: Buffer | string) => new Blob([new Uint8Array(Buffer.from(content))]);
