import { expect, it } from "vitest";
import { addAgency } from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { dumpOf, systemFile } from "@/e2e/support/system-database";
import { useWorld } from "@/e2e/support/world";
import { systemCaller } from "@/lib/kernel/actor";
import { importSystem } from "./import-system";

const world = useWorld();
const at = "2024-03-01 10:00:00";
const range = (count: number) => Array.from({ length: count }, (_, each) => each);

/** So many messages of a hundred people, each with a detection, and every tenth with an identifier. */
const system = (name: string, messages: number) =>
  dumpOf(
    {
      system_users: [{ id: 1, username: `${name}-ana`, email: `${name}@large.test`, role: "ANALYST", created_at: at }],
      sources: [{ id: 1, platform: "TELEGRAM", source_handle: name, created_at: at }],
      users: range(100).map((id) => ({
        id: id + 1,
        source_id: 1,
        platform_user_id: id + 1,
        username: `u${id}`,
        created_at: at,
      })),
      keywords: [{ id: 1, keyword: "snow", severity: "HIGH", status: "ACTIVE" }],
      content: range(messages).map((id) => ({
        ...{
          id: id + 1,
          source_id: 1,
          created_by_id: (id % 100) + 1,
          content_type: "TEXT",
          status: "ANALYZED",
          risk_level: "HIGH",
        },
        ...{
          text: `fresh snow ${id}, write to seller${id % 500}@snowmarket.com`,
          risk_score: 70,
          created_at: at,
          keywords: '["snow"]',
        },
      })),
      detections: range(messages).map((id) => ({
        ...{ id: id + 1, content_id: id + 1, keyword_id: 1, matched_text: "snow", position_start: 6, position_end: 10 },
        ...{ confidence_score: 0.9, status: "NEW", created_at: at },
      })),
    },
    "copy",
  );

async function moveIn(agency: { id: number }, bytes: Buffer) {
  const facts = { agency: String(agency.id), supplied_by: "Port police", authority: "Order 12" };
  const work = { signal: new AbortController().signal, progress: () => undefined };
  return importSystem(systemCaller("cli"), { file: systemFile(bytes), facts, dryRun: false }, work);
}

it("moves 20,000 messages in, with as many statements a batch as for ten", { timeout: 300_000 }, async () => {
  const agency = await addAgency(world);
  await moveIn(agency, system("first", 1)); // which makes the agency's data key
  const few = await countStatements(() => moveIn(agency, system("small", 10)));
  const two = await countStatements(() => moveIn(agency, system("middle", 2_000)));
  // Each table of messages and detections has one batch more.
  const batch = (two - few) / 2;
  let taken: Record<string, number> = {};
  const many = await countStatements(async () => ({ taken } = await moveIn(agency, system("large", 20_000))));
  expect(taken).toMatchObject({ content: 20_000, detections: 20_000, users: 100 });
  expect(many - few).toBe(19 * 2 * batch);
  expect(batch).toBeLessThan(20);
  const [counts] = await world.sql(
    "select sum(occurrences)::integer as occurrences, count(*)::integer as identifiers from identifiers where organization_id = $1",
    [agency.id],
  );
  expect(counts).toEqual({ occurrences: 22_011, identifiers: 500 });
});
