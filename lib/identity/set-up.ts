import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { setPasswordHash } from "@/db/queries/identity/credentials";
import { findOrganizationByName, insertOrganization } from "@/db/queries/identity/organizations";
import { anyUserExists, insertUser, lockFirstUser } from "@/db/queries/identity/users";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { accountConstraints, setUpInput } from "./account-input";
import { hashPassword } from "./password-hash";
import { passwordProblem } from "./password-rules";
import { anyone } from "./policy";
import { staged } from "@/lib/kernel/staged";

/** What the start prints for an empty database: whoever reads its output may make the first superuser. */
export const setupToken = () => createHmac("sha256", config().authSecret).update("first superuser").digest("base64url");

/** Whether a token is the one the start printed. */
export function isSetupToken(token: string): boolean {
  const expected = Buffer.from(setupToken());
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const askWhetherEmpty = query({
  action: "identity.setup.ask",
  input: z.object({}),
  as: "system:setup",
  allow: anyone,
  run: async ({ tx }) => !(await anyUserExists(tx)),
});

/** Whether nobody has an account yet. */
export const needsSetup = () => askWhetherEmpty(systemCaller("system:setup"), {});

/**
 * Makes the first superuser of an empty database, once.
 * @throws Fault not_found for another token or once there is an account, invalid with the field that is wrong
 */
export const setUp = staged(
  { action: "identity.setup.run", input: setUpInput, as: "system:setup" },
  async (caller, given) => {
    const { password, ...rest } = given;
    if (!isSetupToken(given.token) || !(await needsSetup())) throw setUpAlready();
    const words = [given.username, given.email, given.organization, given.firstName, given.lastName];
    const problem = passwordProblem(password, words);
    if (problem) throw invalidField("password", problem);
    await insert(caller, { ...rest, passwordHash: await hashPassword(password) });
    return { username: given.username };
  },
);

const setUpAlready = () =>
  new Fault("not_found", "This address is not valid, or SecureSphere is set up already. Sign in instead.");

const insert = command({
  action: "identity.setup.run",
  input: setUpInput.omit({ password: true }).extend({ passwordHash: z.string() }),
  as: "system:setup",
  allow: (_, __, { token }) => isSetupToken(token),
  constraints: accountConstraints,
  run: async ({ tx }, { organization, passwordHash, token: _, ...user }) => {
    await lockFirstUser(tx);
    if (await anyUserExists(tx)) throw setUpAlready();
    const { id: organizationId } =
      (await findOrganizationByName(tx, organization)) ?? (await insertOrganization(tx, organization));
    const made = await insertUser(tx, { ...user, organizationId, role: "superuser" });
    await setPasswordHash(tx, made.id, passwordHash);
  },
});
