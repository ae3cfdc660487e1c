import { rmSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { addAgency, addContent, addSource } from "@/e2e/support/agency";
import { quietly, useBackups } from "@/e2e/support/backups";
import { seal, useWitness } from "@/e2e/support/sealed";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { makeBackup } from "@/lib/backup/make/make-backup";
import { verifyBackup } from "@/lib/backup/verify/verify-backup";
import { systemCaller } from "@/lib/kernel/actor";
import { restoredReads } from "@/server/restored-reads";
import { archiveOldContent } from "./archive-old-content";

const world = useWorld();
const store = useStore();
useBackups();
useWitness();
const cli = systemCaller("cli");

it("a backup takes the files of archived messages along, restores them, and says where one is missing", async () => {
  const agency = await addAgency(world);
  const sourceId = await addSource(world, agency);
  await addContent(world, agency, { text: "long ago", sourceId, postedAt: "2020-01-01T00:00:00Z" });
  await archiveOldContent(cli, { organization_id: agency.id, older_than: 400 });
  await seal();
  const backUp = () => makeBackup(cli, { trigger: "person", jobId: null, ...quietly() });
  const backup = await backUp();
  expect(backup.evidence).toMatchObject({ files: 1, missing: 0 });
  const verified = await verifyBackup(cli, { backup, reads: restoredReads, ...quietly() });
  expect(verified).toMatchObject({ status: "passed", checked: { evidence_files: 1 } });
  rmSync(path.join(store.directory, store.files()[0]!));
  expect((await backUp()).evidence).toMatchObject({ files: 0, missing: 1 });
}, 120_000);
