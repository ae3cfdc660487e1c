import { rmSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { addSubmitted } from "@/e2e/support/answered";
import { quietly, useBackups } from "@/e2e/support/backups";
import { seal, useWitness } from "@/e2e/support/sealed";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { makeBackup } from "@/lib/backup/make/make-backup";
import { verifyBackup } from "@/lib/backup/verify/verify-backup";
import { systemCaller } from "@/lib/kernel/actor";
import { restoredReads } from "@/server/restored-reads";
import { closeRound } from "../close-round";
import { archiveRound } from "./archive-round";

const world = useWorld();
const store = useStore();
useBackups();
useWitness();
const cli = systemCaller("cli");

it("a backup takes the file of an archived round along, restores it, and says where it is missing", async () => {
  const { id: product_id } = await addSubmitted(world, 2);
  await closeRound(world.client.caller, { product_id, number: 1 });
  await archiveRound(cli, { product_id, round: 1 });
  await seal();
  const backUp = () => makeBackup(cli, { trigger: "person", jobId: null, ...quietly() });
  const backup = await backUp();
  expect(backup.evidence).toMatchObject({ files: 1, missing: 0 });
  const verified = await verifyBackup(cli, { backup, reads: restoredReads, ...quietly() });
  expect(verified).toMatchObject({ status: "passed", checked: { evidence_files: 1 } });
  rmSync(path.join(store.directory, store.files()[0]!));
  expect((await backUp()).evidence).toMatchObject({ files: 0, missing: 1 });
}, 120_000);
