import type { Command } from "commander";
import type { Erasure } from "@/lib/identity/erasure/describe-erasure";
import { eraseOrganization } from "@/lib/identity/erasure/erase-organization";
import { listErasures } from "@/lib/identity/erasure/list-erasures";
import { withdrawErasure } from "@/lib/identity/erasure/withdraw-erasure";
import { systemCaller } from "@/lib/kernel/actor";

import { idOf, print, toldAtTheTerminal, withDatabase } from "../session";

const operator = systemCaller("cli");

/** `organization`: what is done to a whole one. */
export function organizationCommand(program: Command): void {
  const group = program.command("organization").description("organizations");
  const erase = group
    .command("erase")
    .description("erasures: two superusers, signed in, ask for one and confirm it; here they are seen and carried out");
  erase.command("list").description("what was asked for, and what came of it").action(list);
  erase
    .command("withdraw")
    .description("call one off, for as long as nothing is erased")
    .argument("<erasure>", "its id, as `list` shows it", idOf("an erasure"))
    .action(withdraw);
  erase
    .command("run")
    .description("carry out one that was confirmed, without a server")
    .argument("<erasure>", "its id, as `list` shows it", idOf("an erasure"))
    .action(run);
}

async function list(_options: object, command: Command) {
  const erasures = await withDatabase(() => listErasures(operator, { limit: 100 }));
  print(command, { erasures }, erasures.map(line).join("\n") || "Nobody asked for any.");
}

function line({ id, organization_id, organization, state, requester, requested_at, confirmer }: Erasure): string {
  const whose = organization === null ? `organization ${organization_id}` : `${organization} (${organization_id})`;
  const who = confirmer === null ? requester : `${requester} and ${confirmer}`;
  return `${id}  ${state.padEnd(9)}  ${whose}, asked for ${requested_at.slice(0, 10)} by ${who}`;
}

async function withdraw(erasureId: number, _options: object, command: Command) {
  await withDatabase(() => withdrawErasure(operator, { erasureId }));
  print(command, { id: erasureId, state: "withdrawn" }, "It is called off.");
}

async function run(erasureId: number, _options: object, command: Command) {
  const told = toldAtTheTerminal();
  const erased = await withDatabase(() => eraseOrganization(operator, { erasureId, as: { actor: "cli" }, ...told }));
  const text = `Erased: ${erased.rows} rows, ${erased.users} accounts, ${erased.files} files, ${erased.data_keys} data keys, the values of ${erased.trail_entries} entries of the trail and of ${erased.archived_entries} in archived months.`;
  print(command, { id: erasureId, ...erased }, text);
}
