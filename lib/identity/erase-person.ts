import { erasePersonRow, findUser } from "@/db/queries/identity/users";
import { logEvent } from "@/db/queries/kernel/events";
import { assertNotHeld } from "@/lib/audit/hold/assert-not-held";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { erasureInput } from "./account-input";
import { canChangeStanding } from "./policy";

/**
 * Takes the person out of an account, for good: names, addresses, credentials, second factors, notices and mails go, it
 * is closed, and what it answered, reviewed and wrote stays its organization's, under "Former user". The user name must
 * be given once more; a legal hold on the organization forbids it. What the audit trail keeps of earlier names is not
 * touched here.
 */
export const erasePerson = command({
  action: "identity.user.erase",
  input: erasureInput,
  target: (tx, input) => findUser(tx, input.userId),
  subject: "user",
  sensitive: true,
  allow: canChangeStanding,
  reason: (input) => input.reason,
  run: async ({ tx, target }, { username }) => {
    if (target.username !== username) {
      throw new Fault("invalid", "This is not the user name of the account.", {
        fields: [{ path: "username", message: "This is not the user name of the account." }],
      });
    }
    await assertNotHeld(tx, target.organizationId);
    if (!(await erasePersonRow(tx, target.id))) throw new Fault("conflict", "This person was erased before.");
    const about = { table: "users", recordId: target.id, organizationId: target.organizationId };
    await logEvent(tx, { action: "PERSON_ERASED", ...about });
  },
});
