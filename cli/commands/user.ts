import { text } from "node:stream/consumers";
import { type Command, Option } from "commander";
import { createAccount } from "@/lib/identity/create-account";
import { disableUser } from "@/lib/identity/disable-user";
import { enableUser } from "@/lib/identity/enable-user";
import { resetFactors } from "@/lib/identity/factors/reset-factors";
import { findAccount } from "@/lib/identity/find-account";
import { listAccounts } from "@/lib/identity/list-accounts";
import { sendPasswordReset } from "@/lib/identity/send-password-reset";
import { systemCaller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";

import { print, withDatabase } from "../session";

/** Where those who serve several organizations belong when nothing else is said. */
const HOUSE = "SecureSphere";

interface Creation {
  email: string;
  role: "client" | "lead" | "analyst" | "superuser";
  username?: string;
  organization?: string;
  firstName?: string;
  lastName?: string;
  passwordStdin?: boolean;
}

/** `user`: accounts, for whoever operates the installation. */
export function userCommand(program: Command): void {
  const group = program.command("user").description("accounts");
  group
    .command("create")
    .description("make an account; its password is random and to be changed at the first log-in, unless one is given")
    .requiredOption("--email <address>", "its e-mail")
    .addOption(
      new Option("--role <role>", "what it may do")
        .choices(["client", "lead", "analyst", "superuser"])
        .makeOptionMandatory(),
    )
    .option("--username <name>", "its user name; otherwise made from the e-mail")
    .option(
      "--organization <name>",
      `where it belongs, made if it does not exist; for all but clients "${HOUSE}" otherwise`,
    )
    .option("--first-name <name>")
    .option("--last-name <name>")
    .option("--password-stdin", "read the password from the standard input")
    .action(create);
  group.command("list").description("list all accounts").action(list);
  group
    .command("disable <login>")
    .description("close an account, by user name or e-mail: its sessions end and its keys stop at once")
    .action((login: string, _options: object, command: Command) => setActive(login, false, command));
  group
    .command("enable <login>")
    .description("open a disabled account again")
    .action((login: string, _options: object, command: Command) => setActive(login, true, command));
  group
    .command("reset-password <login>")
    .description("make a link with which its person chooses a new password; it is mailed, too")
    .action(resetPassword);
  group
    .command("reset-factors <login>")
    .description("remove every second factor of an account whose person has lost them; its password stays")
    .action(resetSecondFactors);
}

async function resetSecondFactors(login: string, _options: object, command: Command) {
  const caller = systemCaller("cli");
  const { id, username, removed } = await withDatabase(async () => {
    const account = await findAccount(caller, { login });
    return { ...account, ...(await resetFactors(caller, { userId: account.id })) };
  });
  print(command, { id, username, removed }, `${username} has no second factor any more (${removed} removed).`);
}

async function create(options: Creation, command: Command) {
  const organization = options.organization ?? (options.role === "client" ? undefined : HOUSE);
  if (!organization) command.error("error: a client needs --organization <name>", { exitCode: 2 });
  const password = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : undefined;
  const made = await withDatabase(() =>
    createAccount(systemCaller("cli"), {
      organization,
      email: options.email,
      role: options.role,
      username: options.username ?? usernameFrom(options.email),
      firstName: options.firstName,
      lastName: options.lastName,
      password,
    }),
  );
  const { id, username, email, role, temporaryPassword } = made;
  const shown = { id, username, email, role, organization, temporary_password: temporaryPassword };
  const line = `Made the ${role} ${username} (${email}).`;
  const hint = temporaryPassword ? ` Password, to be changed at the first log-in: ${temporaryPassword}` : "";
  print(command, shown, line + hint);
}

/** What stands before the @, as far as a user name can be made of it. */
const usernameFrom = (email: string) =>
  email
    .replace(/@.*/, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "");

async function list(_options: object, command: Command) {
  const accounts = await withDatabase(() => listAccounts(systemCaller("cli"), {}));
  const users = accounts.map(({ isActive, createdAt, organizationId, firstName, lastName, ...account }) => ({
    ...account,
    organization_id: organizationId,
    first_name: firstName,
    last_name: lastName,
    is_active: isActive,
    created_at: createdAt.toISOString(),
  }));
  const lines = users.map(
    ({ id, username, email, role, organization, is_active }) =>
      `${id}  ${username}  ${email}  ${role}, ${organization}${is_active ? "" : "  disabled"}`,
  );
  print(command, { users }, lines.join("\n") || "There is none yet.");
}

async function setActive(login: string, isActive: boolean, command: Command) {
  const caller = systemCaller("cli");
  const { id, username } = await withDatabase(async () => {
    const account = await findAccount(caller, { login });
    await (isActive ? enableUser : disableUser)(caller, { userId: account.id });
    return account;
  });
  print(command, { id, username, is_active: isActive }, `${username} is ${isActive ? "enabled" : "disabled"}.`);
}

async function resetPassword(login: string, _options: object, command: Command) {
  const caller = systemCaller("cli");
  const { id, username, link } = await withDatabase(async () => {
    const account = await findAccount(caller, { login });
    const sent = await sendPasswordReset(caller, { userId: account.id });
    if (!sent.link) throw new Fault("internal", "No link was made.");
    return { ...account, link: sent.link };
  });
  print(command, { id, username, link }, `${username} chooses a new password at (once, within three days):\n${link}`);
}
