import { randomBytes } from "node:crypto";
import { z } from "zod";
import { insertAssignment, insertOrganization, listDemoEmails } from "@/db/queries/demo/insert-demo";
import { setPasswordHash } from "@/db/queries/identity/credentials";
import { anyUserExists, insertUser } from "@/db/queries/identity/users";
import { demoClients, demoHouse, type DemoPerson } from "@/db/seed/demo/organizations";
import { publishBuiltInQuestionnaire } from "@/lib/assessment/publish-built-in-questionnaire";
import { loadQuestionnaire } from "@/lib/assessment/questionnaire";
import { hashPassword } from "@/lib/identity/password-hash";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { seedIntelligence } from "./seed-intelligence";
import { seedProduct } from "./seed-product";
import { seedWatchlist } from "./seed-watchlist";

export interface DemoLogin {
  email: string;
  role: string;
  organization: string;
}

const everyone = [demoHouse, ...demoClients];
const logins: DemoLogin[] = everyone.flatMap(({ name, people }) =>
  people.filter(({ login }) => login).map(({ email, role }) => ({ email, role, organization: name })),
);

/**
 * Fills an empty database with two client organizations, the people who serve them and a year of history, in one
 * transaction. On any other database it does nothing.
 * @param password of every demo account; a random one is made, and returned, where none is given
 * @returns the demo's log-ins, those of an earlier start too; none where the database holds something else
 */
export async function seedDemo(
  password?: string,
): Promise<{ seeded: boolean; logins: DemoLogin[]; password?: string }> {
  const caller = systemCaller("system:seed");
  const { versionId } = await publishBuiltInQuestionnaire(caller, {});
  const chosen = password ?? randomBytes(12).toString("base64url");
  const there = await fill(caller, { versionId, passwordHash: await hashPassword(chosen) });
  if (!there) return { seeded: true, logins, password: chosen };
  return { seeded: false, logins: logins.filter(({ email }) => there.includes(email)) };
}

/** Fills an empty database; of any other it says which of the demo's people it has. */
const fill = command({
  action: "demo.seed",
  as: "system:seed",
  input: z.object({ versionId: z.number(), passwordHash: z.string() }),
  allow: () => true,
  run: async ({ tx }, { versionId, passwordHash }) => {
    if (await anyUserExists(tx)) return listDemoEmails(tx);
    const questionnaire = await loadQuestionnaire(tx, versionId);
    const now = Date.now();
    const houseId = await insertOrganization(tx, demoHouse.name);
    const house = await addPeople(tx, houseId, demoHouse.people, passwordHash);
    await seedWatchlist(tx, houseId);
    for (const { name, people, products, lead } of demoClients) {
      const organizationId = await insertOrganization(tx, name);
      const users = new Map([...house, ...(await addPeople(tx, organizationId, people, passwordHash))]);
      const leadId = house.get(lead)!;
      await insertAssignment(tx, organizationId, leadId);
      for (const product of products) {
        await seedProduct(tx, { organizationId, leadId, users, questionnaire, now }, product);
      }
    }
    await seedIntelligence(tx, { organizationId: houseId, analystId: house.get("analyst")!, now });
    return undefined;
  },
});

/** Ids by user name. Only the accounts that the start prints can sign in. */
async function addPeople(tx: Tx, organizationId: number, people: DemoPerson[], passwordHash: string) {
  const ids = new Map<string, number>();
  for (const { username, email, role, firstName, lastName, login } of people) {
    const { id } = await insertUser(tx, { organizationId, username, email, role, firstName, lastName });
    if (login) await setPasswordHash(tx, id, passwordHash);
    ids.set(username, id);
  }
  return ids;
}
