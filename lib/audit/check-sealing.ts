import { z } from "zod";
import { findSealState } from "@/db/queries/audit/seal";
import { command } from "@/lib/kernel/command";
import { type ServiceNotice, tellSuperusers } from "@/lib/notify/tell-superusers";
import { readSealing } from "./sealing-lag";

/**
 * Tells the superusers when sealing lags, or when what was asked for says that the witness fails; once for each incident,
 * which lasts until a checkpoint is made (or, of the witness, for a day). Returns what it told.
 */
export const checkSealing = command({
  action: "audit.sealing.check",
  as: "job:sealer",
  input: z.object({ witnessFault: z.string().optional() }),
  allow: () => true,
  run: async ({ tx }, { witnessFault }) => {
    const { lag_ms, late } = await readSealing(tx);
    const n = (await findSealState(tx)).last?.n ?? 0;
    const told: Omit<ServiceNotice, "link">[] = [];
    if (late)
      told.push({
        kind: "sealing_late",
        key: `sealing-late:${n}`,
        subject: "The audit trail is not being sealed",
        detail: `The oldest unsealed entry is ${Math.round(lag_ms / 1000)} seconds old. Until it is sealed, a change to it could not be proven.`,
      });
    if (witnessFault !== undefined)
      told.push({
        kind: "witness_failed",
        key: `witness-failed:${new Date().toISOString().slice(0, 10)}`,
        subject: "The witness of the audit trail fails",
        detail: witnessFault,
      });
    for (const notice of told) await tellSuperusers(tx, { ...notice, link: "/admin/audit/seal" });
    return told.map(({ kind }) => kind);
  },
});
