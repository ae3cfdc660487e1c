import { afterEach, describe, expect, it, vi } from "vitest";
import { addContent, addSource } from "@/e2e/support/agency";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { followRoundPolicy } from "@/lib/assessment/round-archive/jobs";
import { contentArchiveJobs, followContentPolicy } from "@/lib/intelligence/content-archive/jobs";
import { forgetConfig } from "@/lib/kernel/config";
import { runJobs } from "./run-jobs";

const world = useWorld();
useStore();
afterEach(() => {
  vi.unstubAllEnvs();
  forgetConfig();
});
const setPolicy = (name: string) => {
  vi.stubEnv(name, "400");
  forgetConfig();
};

describe("the daily archiving", () => {
  it.each([
    ["SECURESPHERE_ROUND_DAYS", followRoundPolicy],
    ["SECURESPHERE_CONTENT_DAYS", followContentPolicy],
  ])("is asked for once a day, and only where there is a policy: %s", async (name, follow) => {
    expect(await follow()).toBeNull();
    setPolicy(name);
    const job = await follow();
    expect(await world.sql("select input, user_id from jobs where id = $1", [job])).toEqual([
      { input: { older_than: 400 }, user_id: null },
    ]);
    expect(await follow()).toBeNull();
    await world.sql("update jobs set created_at = now() - interval '21 hours' where id = $1", [job]);
    expect(await follow()).toBeGreaterThan(job!);
  });

  it("archives messages of every agency that are so old", async () => {
    const agency = { id: world.acme };
    const sourceId = await addSource(world, agency);
    await addContent(world, agency, { text: "old", sourceId, postedAt: "2020-01-05T10:00:00Z" });
    await addContent(world, agency, { text: "new", sourceId });
    setPolicy("SECURESPHERE_CONTENT_DAYS");
    await world.sql("delete from jobs");
    await followContentPolicy();
    const stop = runJobs(contentArchiveJobs, { atOnce: 1, log: () => undefined });
    const left = () => world.sql("select text from content where source_id = $1", [sourceId]);
    await expect.poll(left, { timeout: 20_000 }).toEqual([{ text: "new" }]);
    await stop();
  });
});
