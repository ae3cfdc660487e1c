import { type Command, InvalidArgumentError } from "commander";
import { createApiKey } from "@/lib/identity/create-api-key";
import { findAccount } from "@/lib/identity/find-account";
import { listApiKeys } from "@/lib/identity/list-api-keys";
import { revokeApiKey } from "@/lib/identity/revoke-api-key";
import { type Scope, scopes, systemCaller } from "@/lib/kernel/actor";

import { idOf, print, withDatabase } from "../session";

/** `api-key`: keys for programs, which act as their user. */
export function apiKeyCommand(program: Command): void {
  const group = program.command("api-key").description("keys for programs");
  group
    .command("create")
    .description("make a key; it is shown once")
    .requiredOption("--user <login>", "whose key: e-mail or user name")
    .requiredOption("--scopes <list>", `what it may do, separated by commas: ${scopes.join(", ")}`, scopeList)
    .option("--expires <lifetime>", 'how long it works, like "90d", or "never"', lifetime, 90)
    .option("--name <name>", "what will use it", "")
    .action(create);
  group.command("list").description("list all keys").action(list);
  group
    .command("revoke")
    .description("stop a key for good")
    .argument("<id>", "the key's id, as `list` shows it", idOf("a key"))
    .action(revoke);
}

function scopeList(value: string): Scope[] {
  const wanted = value.split(",").map((scope) => scope.trim());
  const unknown = wanted.find((scope) => !scopes.includes(scope as Scope));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no scope "${unknown}".`);
  return wanted as Scope[];
}

/** Days; null for a key that works until it is revoked. */
function lifetime(value: string): number | null {
  if (value === "never") return null;
  const [, digits] = /^(\d{1,4})d$/.exec(value) ?? [];
  const days = Number(digits);
  if (!digits || days < 1 || days > 3660) throw new InvalidArgumentError('It should be days like "90d", or "never".');
  return days;
}

type Creation = { user: string; scopes: Scope[]; expires: number | null; name: string };

async function create(options: Creation, command: Command) {
  const caller = systemCaller("cli");
  const made = await withDatabase(async () => {
    const account = await findAccount(caller, { login: options.user });
    const { name, expires } = options;
    return createApiKey(caller, { userId: account.id, name, scopes: options.scopes, expiresInDays: expires });
  });
  const shown = {
    id: made.id,
    key: made.key,
    prefix: made.prefix,
    scopes: made.scopes,
    expires_at: made.expiresAt?.toISOString() ?? null,
  };
  const until = made.expiresAt ? `until ${made.expiresAt.toISOString().slice(0, 10)}` : "until revoked";
  print(command, shown, `${made.key}\nKey ${made.id} works ${until}. It is not shown again.`);
}

async function list(_options: object, command: Command) {
  const found = await withDatabase(() => listApiKeys(systemCaller("cli"), {}));
  const keys = found.map((key) => ({
    id: key.id,
    user_id: key.userId,
    username: key.username,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.seenAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
  }));
  const lines = keys.map(
    (key) =>
      `${key.id}  ${key.prefix}…  ${key.username}  ${key.scopes.join(",")}  ${key.revoked_at ? "revoked" : `until ${key.expires_at ?? "revoked"}`}`,
  );
  print(command, { keys }, lines.join("\n") || "There is none yet.");
}

async function revoke(id: number, _options: object, command: Command) {
  await withDatabase(() => revokeApiKey(systemCaller("cli"), { keyId: id }));
  print(command, { id, revoked: true }, `Key ${id} is revoked.`);
}
