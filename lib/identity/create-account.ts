import { randomInt } from "node:crypto";
import { z } from "zod";
import { setPasswordHash } from "@/db/queries/identity/credentials";
import { findOrganizationByName, insertOrganization } from "@/db/queries/identity/organizations";
import { insertUser } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { requiredText } from "@/lib/kernel/input";
import { accountConstraints, emailInput, nameInputs, passwordInput, roleInput, usernameInput } from "./account-input";
import { hashPassword } from "./password-hash";
import { passwordProblem } from "./password-rules";
import { isOperator } from "./policy";
import { staged } from "@/lib/kernel/staged";

const account = z.object({
  /** By name; one that does not exist yet is made. */
  organization: requiredText(200),
  username: usernameInput,
  email: emailInput,
  role: roleInput,
  ...nameInputs,
});
const input = account.extend({ password: passwordInput.optional() });

/**
 * Makes an account with a password, for whoever operates the installation: the first superuser begins so. Without a
 * password a random one is made and returned, to be changed at the first log-in.
 */
export const createAccount = staged({ action: "identity.account.create", input }, async (caller, given) => {
  const { password, ...rest } = given;
  const problem = password && passwordProblem(password, [given.username, given.email, given.organization]);
  if (problem) throw invalidField("password", problem);
  const temporary = password === undefined ? temporaryPassword() : undefined;
  const passwordHash = await hashPassword(password ?? temporary!);
  const { id } = await insert(caller, { ...rest, passwordHash, mustChangePassword: temporary !== undefined });
  return { id, username: given.username, email: given.email, role: given.role, temporaryPassword: temporary };
});

const insert = command({
  action: "identity.account.create",
  input: account.extend({ passwordHash: z.string(), mustChangePassword: z.boolean() }),
  allow: isOperator,
  constraints: accountConstraints,
  run: async ({ tx }, { organization, passwordHash, ...user }) => {
    const { id: organizationId } =
      (await findOrganizationByName(tx, organization)) ?? (await insertOrganization(tx, organization));
    const made = await insertUser(tx, { ...user, organizationId });
    await setPasswordHash(tx, made.id, passwordHash);
    return made;
  },
});

// Without those that look alike: it is read from a terminal once.
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Four groups of five, about 99 bits. */
const temporaryPassword = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("")).join(
    "-",
  );
