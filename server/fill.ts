import { publishBuiltInQuestionnaire } from "@/lib/assessment/publish-built-in-questionnaire";
import { seedDemo } from "@/lib/demo/seed";
import { needsSetup, setupToken } from "@/lib/identity/set-up";
import { systemCaller } from "@/lib/kernel/actor";
import type { Config } from "@/lib/kernel/config";

/**
 * What a database needs before anyone signs in: the built-in questionnaire and, where asked for, the demo.
 * @returns lines to show once the server is ready: the demo's logins, new or of an earlier start, or where the first superuser is made
 */
export async function fillDatabase(config: Config, say: (line: string) => void): Promise<string[]> {
  await publishBuiltInQuestionnaire(systemCaller("system:migrate"), {});
  if (config.demo) {
    const { seeded, logins, password } = await seedDemo(config.demoPassword);
    if (logins.length > 0) {
      const width = Math.max(...logins.map(({ email }) => email.length));
      return [
        seeded ? `Demo accounts, password ${password}` : "Demo accounts, with the password of the first start",
        ...logins.map(({ email, role, organization }) => `  ${email.padEnd(width)}  ${role}, ${organization}`),
      ];
    }
    say("The database is not empty, so no demo was added.");
  }
  if (!(await needsSetup())) return [];
  return [`Make the first superuser at ${config.authUrl}/setup?token=${setupToken()}`];
}
