import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { addApp } from "@/e2e/support/factors";
import { useFrontDoor } from "@/e2e/support/front-door";
import { enter, PASSWORD, useMembers, visitor } from "@/e2e/support/members";
import { call, makeCookie } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { createApiKey } from "@/lib/identity/create-api-key";
import { requestReset } from "@/lib/identity/request-reset";
import { revokeApiKey } from "@/lib/identity/revoke-api-key";
import { signIn } from "@/lib/identity/sign-in";
import { inviteUser } from "@/lib/identity/invite-user";

/** Everything by which somebody comes in, made and used: it stands in no column of the database and no line of the log. */
const world = useWorld();
useStore();
const members = useMembers(world);
const door = useFrontDoor();
const lines: string[] = [];
let owner: Client;

beforeAll(async () => {
  owner = new Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
});
afterAll(() => owner.end());
beforeEach(() => {
  vi.stubEnv("SECURESPHERE_LOG", "json");
  const keep = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Every row of every table as text, bytes in hexadecimal, as a dump of the database would have them. */
async function dump(): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
  );
  const tables = new Map<string, string>();
  for (const { name } of rows) {
    const { rows: texts } = await owner.query<{ text: string }>(`select t::text as text from ${name} t`);
    tables.set(name, texts.map(({ text }) => text).join("\n"));
  }
  return tables;
}

it("nothing to come in by stands in the database or the log", async () => {
  const member = await members.add();
  const { caller, token } = await enter(member.username);
  const app = await addApp(world, caller);
  const { id, key } = await createApiKey(caller, { userId: member.id, name: "Pipeline", scopes: ["products:read"] });
  const cookie = await makeCookie(world, member);
  await requestReset(visitor(), { login: member.email });
  await inviteUser(world.superuser.caller, { email: "new@example.test", role: "client", organizationId: world.acme });
  const mistyped = "seven otters quarrel loudlY";
  await signIn(visitor(), { login: member.username, password: mistyped });

  const wrong = key.replace(/.{6}$/, "000000");
  const products = (headers: Record<string, string>, query = "") =>
    call(door, "GET", `/api/v1/products${query}`, { headers: { "x-request-id": "secrets", ...headers } });
  const statuses = [
    await products({ authorization: `Bearer ${key}` }),
    await products({ cookie }),
    await products({}, `?key=${key}`),
    await products({}, `?api_key=${key}&access_token=${key}`),
    await products({ "x-api-key": key }),
    await products({ cookie: `securesphere.session=${key}` }),
    await products({ authorization: `Bearer ${wrong}` }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 401, 401, 401, 401, 401]);
  await revokeApiKey(world.superuser.caller, { keyId: id });
  expect((await products({ authorization: `Bearer ${key}` })).status).toBe(401);

  const mails = await world.sql<{ body: string }>("select body from emails");
  const links = mails.flatMap(({ body }) =>
    [...body.matchAll(/http:\/\/securesphere\.test\/(?:reset|invitation)\/([\w-]{30,})/g)].map(([, link]) => link!),
  );
  expect(links).toHaveLength(2);
  const secrets: Record<string, string> = {
    "an API key": key.slice(12),
    "a password": PASSWORD,
    "a mistyped password": mistyped,
    "a session's token": token,
    "a cookie": cookie.split("=")[1]!,
    "an app's secret": app.secret.replaceAll(" ", ""),
    ...Object.fromEntries(app.recoveryCodes.map((code, at) => [`recovery code ${at}`, code])),
    ...Object.fromEntries(links.map((link, at) => [`link ${at}`, link])),
  };
  expect(Object.keys(secrets).length).toBeGreaterThan(15);
  const tables = await dump();
  expect(tables.size).toBeGreaterThan(50);
  // A mail keeps its link until it is sent (deliver-mails.db.test.ts).
  tables.delete("emails");
  for (const [what, secret] of Object.entries(secrets)) {
    const forms = [
      secret,
      Buffer.from(secret).toString("hex"),
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    ];
    for (const form of forms) {
      expect([...tables].filter(([, text]) => text.includes(form)).map(([name]) => [what, name])).toEqual([]);
      expect([what, lines.some((line) => line.includes(form))]).toEqual([what, false]);
    }
  }
  await expect.poll(() => lines.length).toBeGreaterThanOrEqual(8); // each request left its line
  expect(JSON.stringify([...tables])).toContain(member.username); // and the dump is one
});

it("a password is kept by a current function with current costs", async () => {
  await members.add();
  const { rows } = await owner.query<{ password_hash: string }>("select password_hash from credentials");
  expect(rows.length).toBeGreaterThan(0);
  for (const { password_hash } of rows) {
    const [, memory, passes, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(password_hash)!.map(Number);
    // More than 19 MiB and two passes, the least that is advised.
    expect([memory! >= 19_456, passes! >= 2, lanes! >= 1]).toEqual([true, true, true]);
  }
});

it("a session is opened in one place alone, which every way of signing in passes", async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select p.proname as name from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosrc ~* 'insert\\s+into\\s+(public\\.)?sessions\\M' order by 1`,
  );
  expect(rows).toEqual([{ name: "open_session" }]);
  const { rows: granted } = await owner.query(
    "select has_table_privilege('securesphere_app', 'sessions', 'insert') as inserts",
  );
  expect(granted).toEqual([{ inserts: false }]);
});
