import { beforeAll, describe, expect, it } from "vitest";
import { addAnswered } from "@/e2e/support/answered";
import { countStatements } from "@/e2e/support/count-statements";
import { pieces } from "@/e2e/support/files";
import { useStore } from "@/e2e/support/vault";
import { anonymous, useWorld } from "@/e2e/support/world";
import { readEvidence } from "@/lib/vault/read-evidence";
import { detachEvidence } from "./detach-evidence";
import { getAnswerActivity } from "./get-answer-activity";
import { saveLeadComment } from "./save-lead-comment";
import { storeEvidence } from "./store-evidence";
import { submitResponses } from "./submit-responses";

const world = useWorld();
useStore();
let answer: number;
let untouched: number;

beforeAll(async () => {
  const product = await addAnswered(world, 2);
  [answer, untouched] = product.responses as [number, number];
  const add = (filename: string) =>
    storeEvidence(world.client.caller, { responseId: answer, filename, stream: pieces(`proof ${filename}`) });
  const [kept, gone] = [await add("kept.txt"), await add("gone.txt")];
  await readEvidence(world.lead.caller, { id: kept.evidence.id });
  await readEvidence(world.lead.caller, { id: gone.evidence.id });
  await detachEvidence(world.client.caller, { response_id: answer, evidence_id: gone.evidence.id });
  await submitResponses(world.client.caller, { product_id: product.id });
  const [row] = await world.sql<{ version: number }>("select version from questionnaire_responses where id = $1", [
    answer,
  ]);
  const about = { product_id: product.id, response_id: answer };
  await saveLeadComment(world.client.caller, { ...about, comment: "a canary" });
  await saveLeadComment(world.lead.caller, { ...about, status: "approved", response_version: row!.version });
});

const read = (caller = world.client.caller, more: { limit?: number; cursor?: string } = {}) =>
  getAnswerActivity(caller, { response_id: answer, limit: 200, ...more });

describe("getAnswerActivity", () => {
  it("has an answer's changes, comments, verdicts, evidence that is and that was, and who read it", async () => {
    for (const person of [world.client, world.colleague, world.lead, world.superuser]) {
      const { activity, next_cursor } = await read(person.caller);
      expect(next_cursor).toBeNull();
      const all = activity.map(({ action, table, subject }) => `${action} ${table} ${subject}`);
      for (const filename of ["kept.txt", "gone.txt"]) {
        expect(all).toContain(`INSERT evidence ${filename}`);
        expect(all).toContain(`READ evidence ${filename}`);
        expect(all).toContain(`INSERT response_evidence ${filename}`);
      }
      expect(all).toContain("DELETE response_evidence gone.txt");
      expect(all.filter((entry) => entry.startsWith("INSERT lead_comments"))).toHaveLength(2);
      const changed = activity.filter(
        ({ table, action }) => table === "questionnaire_responses" && action === "UPDATE",
      );
      expect(changed.some(({ fields }) => fields.includes("status"))).toBe(true);
      expect(JSON.stringify(activity)).not.toContain("canary");
    }
  });

  it("is read a page at a time, each entry once", async () => {
    const whole = (await read()).activity.map(({ key }) => key);
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read(world.client.caller, { limit: 3, cursor });
      keys.push(...page.activity.map(({ key }) => key));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(keys).toEqual(whole);
    await expect(read(world.client.caller, { cursor: "nonsense" })).rejects.toMatchObject({ code: "malformed" });
  });

  it("is found by nobody from elsewhere", async () => {
    await expect(read(anonymous)).rejects.toMatchObject({ code: "unauthenticated" });
    for (const person of [world.stranger, world.strangersLead, world.analyst])
      await expect(read(person.caller)).rejects.toMatchObject({ code: "not_found" });
  });

  it("costs the same statements however much happened", async () => {
    const count = (id: number) => countStatements(() => getAnswerActivity(world.client.caller, { response_id: id }));
    expect(await count(answer)).toBe(await count(untouched));
  });
});
