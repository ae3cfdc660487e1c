import { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { sealKeys } from "@/lib/audit/seal-keys";
import { fingerprint } from "@/lib/audit/proof/checkpoint";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { anyone } from "./policy";

/** Notes in the trail that a server started, and with which configuration: what the environment decides, but no secret. */
export const noteStart = command({
  action: "health.start.note",
  as: "system:start",
  input: z.object({}),
  allow: anyone,
  run: ({ tx }) => {
    const { authUrl, storageUrl, smtpUrl, trustedProxies, encryptionKeys, witnessDir, demo } = config();
    const details = {
      address: authUrl,
      node: process.versions.node,
      storage: new URL(storageUrl).protocol,
      mail: smtpUrl === undefined ? "kept in the outbox" : "sent",
      trusted_proxies: trustedProxies,
      encryption_keys: encryptionKeys.map(({ id }) => id),
      seal_key: fingerprint(sealKeys()[0]!.publicKey),
      witness: witnessDir,
      demo,
    };
    return logEvent(tx, { action: "START", details });
  },
});
