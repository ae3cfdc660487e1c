import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { addProduct } from "@/e2e/support/assessed";
import { EICAR, startClamd, type Mood } from "@/e2e/support/clamd";
import { pieces } from "@/e2e/support/files";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { alarmSources } from "@/lib/health/alarm-sources";
import { getSystem } from "@/lib/health/get-system";
import { lookAfterService } from "@/lib/health/take-sample";
import { pool } from "@/lib/kernel/database";
import { storeEvidence } from "./store-evidence";
import { storeLibraryEvidence } from "./store-library-evidence";

const world = useWorld();
const store = useStore();
let clamd: Awaited<ReturnType<typeof startClamd>>;
let productId: number;

beforeAll(async () => {
  clamd = await startClamd();
  productId = (await addProduct(world)).id;
});
afterEach(() => {
  clamd.mood = "well";
  clamd.whenPinged = async () => {};
  delete process.env.CLAMD_URL;
});
afterAll(() => clamd?.stop());

const upload = (...parts: (string | Buffer)[]) => {
  process.env.CLAMD_URL ??= clamd.url;
  return storeEvidence(world.client.caller, { productId, filename: "a.txt", stream: pieces(...parts) });
};
const nowhere = "tcp://127.0.0.1:9";
const scanner = async () => (await getSystem(world.superuser.caller, {})).scanner;
const alarm = async () => {
  await lookAfterService(alarmSources);
  const open = "select subject from incidents where kind = 'malware_scanner' and closed_at is null";
  return (await world.sql(open))[0];
};

describe("a scanner", () => {
  it("reads every byte of a file before it is kept", async () => {
    const large = "a line of a long log\n".repeat(40_000);
    const { evidence } = await upload(large.slice(0, 300_000), large.slice(300_000));
    expect(evidence.size).toBe(large.length);
    expect([clamd.scans, clamd.bytes]).toEqual([1, large.length]);
  });

  it("that finds something has the file refused, and the trail says whose and what", async () => {
    const before = store.files();
    for (const parts of [[EICAR], ["before it\n".repeat(9_000) + EICAR.slice(0, 20), EICAR.slice(20)]]) {
      await expect(upload(...parts)).rejects.toMatchObject({
        code: "invalid",
        message: "The malware scanner found Eicar-Test-Signature in it. Nothing was stored.",
      });
    }
    const library = storeLibraryEvidence(world.client.caller, {
      ...{ organizationId: world.acme, filename: "a.txt", stream: pieces(EICAR) },
    });
    await expect(library).rejects.toMatchObject({ code: "invalid" });
    expect(store.files()).toEqual(before);
    const noted = await world.sql(
      "select user_id, organization_id, new_values ->> 'signature' as signature from audit_log where action = 'MALWARE_REFUSED'",
    );
    const entry = { user_id: world.client.id, organization_id: world.acme, signature: "Eicar-Test-Signature" };
    expect(noted).toEqual([entry, entry, entry]);
  });

  it.each<Mood>(["full", "broken", "dying", "silent-at-the-end", "vague"])(
    "that is %s has every file refused, for a while",
    async (mood) => {
      clamd.mood = mood;
      const before = store.files();
      await expect(upload("x".repeat(200_000), "y".repeat(200_000))).rejects.toMatchObject({
        code: "unavailable",
        extras: { retryAfter: 60 },
      });
      expect(store.files()).toEqual(before);
    },
  );

  it("that is away has every file refused, and superusers hear of it", async () => {
    process.env.CLAMD_URL = nowhere;
    await expect(upload("clean")).rejects.toMatchObject({ code: "unavailable" });
    expect(await scanner()).toBe("away");
    expect(await alarm()).toEqual({ subject: "The malware scanner does not answer" });
    process.env.CLAMD_URL = "unix:/nowhere/clamd.ctl";
    await expect(upload("clean")).rejects.toMatchObject({ code: "unavailable" });
    process.env.CLAMD_URL = clamd.url;
    expect([await scanner(), await alarm()]).toEqual(["ready", undefined]);
  });

  it("is asked how it stands while no connection to the database is held", async () => {
    process.env.CLAMD_URL = clamd.url;
    // One held for as long as there is no answer; any other is soon given back.
    const held = () => pool().usage().total - pool().usage().idle;
    const pings: string[] = [];
    clamd.whenPinged = async () => {
      const none = expect.poll(held, { timeout: 1_000 }).toBe(0);
      pings.push(
        await none.then(
          () => "none held",
          () => "held",
        ),
      );
    };
    expect(await scanner()).toBe("ready");
    await lookAfterService(alarmSources);
    expect(pings).toEqual(["none held", "none held"]);
  });

  it("that is not set is not asked", async () => {
    const { scans } = clamd;
    process.env.CLAMD_URL = "";
    expect((await upload("not scanned")).evidence.size).toBe(11);
    expect([clamd.scans, await scanner(), await alarm()]).toEqual([scans, "off", undefined]);
  });
});
