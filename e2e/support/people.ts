import { randomUUID } from "node:crypto";

import { runCommand } from "./next-door";
import { DEMO_PASSWORD } from "./start-application";

/** The organization of the demo that `lead@demo.test` reviews. */
export const NORTHWIND = "Northwind Health";

/** An account of the test's own, made by the command line beside the server; its password is the demo's. */
export function makePerson(
  role: "client" | "lead" | "analyst" | "superuser",
  name: string,
  organization?: string,
): { email: string; name: string } {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}.${randomUUID().slice(0, 8)}@example.test`;
  const [firstName, lastName] = name.split(" ") as [string, string];
  const words = ["--email", email, "--role", role, "--first-name", firstName, "--last-name", lastName];
  if (organization) words.push("--organization", organization);
  runCommand(["user", "create", ...words, "--password-stdin"], process.env.SECURESPHERE_E2E_PASSWORD ?? DEMO_PASSWORD);
  return { email, name };
}
