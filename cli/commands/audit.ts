import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type Command, Option } from "commander";
import { getSealing } from "@/lib/audit/get-sealing";
import { type AuditVerdict, verifyAudit } from "@/lib/audit/verify-audit";
import { writeTrail } from "@/lib/audit/write-trail";
import { systemCaller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";

import { print, withDatabase } from "../session";
import { archiveCommands } from "./audit-archive";

const caller = systemCaller("cli");

/** `audit`: whether the trail is what was sealed, and taking it out. */
export function auditCommand(program: Command): void {
  const group = program.command("audit").description("the audit trail and its seal");
  const from = () => new Option("--from <time>", "only entries of this ISO 8601 date or time and after");
  const to = () => new Option("--to <time>", "only entries of this ISO 8601 date or time and before");
  group
    .command("verify")
    .description("verify every entry, checkpoint and signature; name the first that is wrong")
    .addOption(from())
    .addOption(to())
    .option("--witness <path>", "checkpoints kept outside the database: a file or directory (default: this server's)")
    .action(verify);
  group
    .command("export <file>")
    .description(
      "write the sealed trail with what proves it as JSON Lines; public/verify-trail.mjs verifies it anywhere",
    )
    .addOption(from())
    .addOption(to())
    .action(write);
  group
    .command("status")
    .description("the last checkpoint, what waits to be sealed, the fingerprint of the key, the witness")
    .action(status);
  archiveCommands(group);
}

interface Range {
  from?: string;
  to?: string;
}

async function verify(given: Range & { witness?: string }, command: Command) {
  const started = Date.now();
  const verdict = await withDatabase(() =>
    verifyAudit(caller, { ...given, witness: given.witness ?? config().witnessDir }),
  );
  print(command, verdict, describe(verdict, Date.now() - started));
  if (!verdict.ok) throw new Fault("conflict", `The trail does not verify: ${verdict.problem_count} found.`);
}

function describe({ ok, entries, checkpoints, erased, problems, witnessed, last }: AuditVerdict, ms: number): string {
  const lines = problems.map(({ message, timestamp }) => (timestamp ? `${message} (${timestamp})` : message));
  lines.push(
    `${ok ? "ok" : "not ok"}: ${entries} entries under ${checkpoints} checkpoints in ${(ms / 1000).toFixed(1)} s` +
      (erased ? `; of ${erased} the values were erased` : ""),
  );
  if (last) lines.push(`last checkpoint ${last.n}, sealed ${last.sealed_at}`);
  if (!witnessed) lines.push("no witness was there to compare with: a cut tail would not show");
  return lines.join("\n");
}

async function write(file: string, range: Range, command: Command) {
  await withDatabase(() => pipeline(writeTrail(caller, range), createWriteStream(file, { mode: 0o600, flags: "wx" })));
  print(command, { file }, `written to ${file}`);
}

async function status(_given: object, command: Command) {
  const state = await withDatabase(() => getSealing(caller, {}));
  const { checkpoint, unsealed, lag_ms, fingerprint, witness } = state;
  const lines = [
    checkpoint
      ? `last checkpoint  ${checkpoint.n}, ${checkpoint.sealed_at}, ${checkpoint.entries} entries in all`
      : "last checkpoint  none",
    `unsealed         ${unsealed}, the oldest ${(lag_ms / 1000).toFixed(1)} s old`,
    `key              ${fingerprint}`,
    `witness          ${witness.fault ?? `checkpoint ${witness.last} in ${witness.directory}`}`,
  ];
  print(command, state, lines.join("\n"));
}
