import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { addProduct } from "@/e2e/support/assessed";
import { EICAR, startClamd, type Mood } from "@/e2e/support/clamd";
import { pieces } from "@/e2e/support/files";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { alarmSources } from "@/lib/health/alarm-sources";
import { getSystem } from "@/lib/health/get-system";
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
  delete process.env.CLAMD_URL;
});
afterAll(() => clamd?.stop());

const upload = (...parts: (string | Buffer)[]) => {
  process.env.CLAMD_URL ??= clamd.url;
  return storeEvidence(world.client.caller, { productId, filename: "a.txt", stream: pieces(...parts) });
};
const nowhere = "tcp://127.0.0.1:9";
const scanner = async () => (await getSystem(world.superuser.caller, {})).scanner;
const alarm = () => alarmSources.find(({ kind }) => kind === "malware_scanner")!.find(undefined as never);

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
    expect(await alarm()).toMatchObject({ subject: "The malware scanner does not answer" });
    process.env.CLAMD_URL = "unix:/nowhere/clamd.ctl";
    await expect(upload("clean")).rejects.toMatchObject({ code: "unavailable" });
    process.env.CLAMD_URL = clamd.url;
    expect([await scanner(), await alarm()]).toEqual(["ready", undefined]);
  });

  it("that is not set is not asked", async () => {
    const { scans } = clamd;
    process.env.CLAMD_URL = "";
    expect((await upload("not scanned")).evidence.size).toBe(11);
    expect([clamd.scans, await scanner(), await alarm()]).toEqual([scans, "off", undefined]);
  });
});
