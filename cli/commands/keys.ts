import { type Command, InvalidArgumentError } from "commander";
import { getKeys } from "@/lib/vault/rotation/get-keys";
import { refuseUnfinished, type Rotated, rotateKeys } from "@/lib/vault/rotation/rotate-keys";
import { systemCaller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";

import { idOf, print, toldAtTheTerminal, withDatabase } from "../session";

const operator = systemCaller("cli");

/** `keys`: what everything sealed is sealed with. */
export function keysCommand(program: Command): void {
  const group = program.command("keys").description("the key ring and the data keys it wraps");
  group.command("status").description("what each key of the ring is still needed for").action(status);
  group
    .command("rotate")
    .description("wrap the data keys by the first key of the ring, and renew them: everything sealed is sealed anew")
    .option("--organization <id>", "renew only this organization's data key", idOf("an organization"))
    .option("--ring-only", "only wrap data keys anew, for a new first key of the ring")
    .option("--since <moment>", "go on with a rotation that was begun then, instead of a new one", moment)
    .action(rotate);
}

function moment(value: string): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError("It should be a moment like 2026-01-31T12:00:00Z.");
  return date;
}

async function status(_options: object, command: Command) {
  const { work, ...keys } = await withDatabase(() => getKeys(operator, {}));
  const { current, oldest, retired, outdated_files, has_outdated_secrets } = keys.data_keys;
  const ring = keys.ring.map(
    ({ id, needed_for }) => `${id}  ${needed_for.length > 0 ? `needed for ${needed_for.join(", ")}` : "not needed"}`,
  );
  const lines = [
    ...ring,
    `${current} data keys in use${oldest ? `, the oldest of ${oldest.slice(0, 10)}` : ""}; ${retired} retired`,
    ...(outdated_files > 0 || has_outdated_secrets
      ? [`${outdated_files} files${has_outdated_secrets ? " and secrets" : ""} are sealed under retired ones: rotate`]
      : []),
    ...work.map(({ title, progress }) => `${title}: ${Math.round(progress * 100)} %`),
  ];
  print(command, { ...keys, work }, lines.join("\n"));
}

interface Options {
  organization?: number;
  ringOnly?: boolean;
  since?: Date;
}

async function rotate({ organization, ringOnly, since: begun }: Options, command: Command) {
  const since = begun ?? new Date();
  const told = toldAtTheTerminal();
  const how = { organizationId: organization, ringOnly, since, ...told };
  if (!ringOnly) console.error(`To go on if this is interrupted: keys rotate --since ${since.toISOString()}`);
  const result = await withDatabase(() => rotateKeys(operator, how));
  print(command, { since: since.toISOString(), ...result }, words(result));
  refuseUnfinished(result);
  if (result.damaged > 0)
    throw new Fault("conflict", "Some files do not open; they are as they were, under keys that stay.");
}

function words(result: Rotated): string {
  const { rewrapped, organizations, secrets, files, bytes, damaged_files, failed } = result;
  return [
    `${rewrapped} data keys wrapped anew. ${organizations} data keys renewed: ${secrets} secrets and ${files} files (${(bytes / 1_000_000).toFixed(1)} MB) sealed anew, each opened again.`,
    ...failed,
    ...damaged_files.map((name) => `Does not open: ${name}`),
  ].join("\n");
}
