import { createHash } from "node:crypto";
import pg from "pg";
import { keyOf as apiKeyOf } from "@/lib/identity/key-format";
import { freshen, generate } from "./generate";

/** What was generated. Ids of products, users and questions are consecutive within their ranges. */
export interface Dataset {
  organizations: {
    id: number;
    clientId: number;
    key: string;
    firstProduct: number;
    lastProduct: number;
    firstFresh: number;
    lastFresh: number;
  }[];
  leadKey: string;
  superuserKey: string;
  /** Who is signed in, for pages: user and session token. */
  sessions: Record<"client" | "lead" | "superuser", { userId: number; token: string }>;
  questions: { id: number; text: string; options: number[] }[];
  sectionId: number;
  responses: number;
  auditRows: number;
}

const secretOf = (name: string) => createHash("sha256").update(name).digest("hex").slice(0, 36);
const keyOf = (name: string) => apiKeyOf(secretOf(name));
export const hashOf = (secret: string) => createHash("sha256").update(secret).digest();
const hashOfKey = (name: string) => hashOf(keyOf(name));

/** Runs statements in one transaction, as the owner. */
async function change(ownerUrl: string, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select app.enter_system('cli', '{}')");
    await client.query("set local statement_timeout = 0");
    for (const statement of statements) await client.query(statement);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

/** Takes the answers of the fresh products back. */
export const makeFresh = (ownerUrl: string) => change(ownerUrl, freshen);

/**
 * Fills an empty, migrated database, as its owner: so many responses, ten times as many rows in the audit trail. Triggers
 * rest while rows are generated; everything measured runs with them. Done once: a filled database is read back.
 */
export async function fill(ownerUrl: string, responses: number, say: (line: string) => void): Promise<Dataset> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const there = await client.query("select 1 from organizations where name like 'Bench %' limit 1");
    if (there.rowCount === 0) {
      say(`Generating ${responses} responses and ${responses * 10} audit rows …`);
      await change(ownerUrl, generate(responses, hashOfKey));
      await client.query("vacuum analyze");
    }
    return await read(client);
  } finally {
    await client.end();
  }
}

async function read(client: pg.Client): Promise<Dataset> {
  const rows = async (text: string) => (await client.query(text)).rows;
  await client.query("begin");
  await client.query("select app.enter_system('cli', '{}')");
  await client.query("delete from last_seen where kind = 'session'");
  await client.query("update sessions set created_at = now()");
  const organizations = await rows(
    `select o.id, u.id as "clientId", u.username,
       min(p.id) filter (where p.name like 'Product %') as "firstProduct", max(p.id) filter (where p.name like 'Product %') as "lastProduct",
       min(p.id) filter (where p.name like 'Fresh %') as "firstFresh", max(p.id) filter (where p.name like 'Fresh %') as "lastFresh"
     from organizations o join users u on u.organization_id = o.id and u.username like 'bench-client-%'
     join products p on p.organization_id = o.id group by 1, 2, 3 order by 1`,
  );
  const questions = await rows(
    `select q.id, q.text, (select array_agg(o.id order by o.position) from options o where o.question_id = q.id) as options from questions q
     where q.text like 'Question %' order by q.id`,
  );
  const people = await rows(
    "select id, username from users where username in ('bench-client-1', 'bench-lead', 'bench-superuser')",
  );
  const signedIn = (role: string, name: string) => ({
    userId: people.find(({ username }) => username === `bench-${name}`).id,
    token: keyOf(`${role} session`),
  });
  const [{ section }] = await rows("select min(s.id) as section from sections s where s.title like 'Section %'");
  const [counts] = await rows(
    "select (select count(*)::int from questionnaire_responses) as responses, (select count(*)::int from audit_log) as audit",
  );
  await client.query("commit");
  return {
    organizations: organizations.map(({ username, ...rest }) => ({
      ...rest,
      key: keyOf(`client ${username.slice(13)}`),
    })),
    leadKey: keyOf("lead"),
    superuserKey: keyOf("superuser"),
    sessions: {
      client: signedIn("client", "client-1"),
      lead: signedIn("lead", "lead"),
      superuser: signedIn("superuser", "superuser"),
    },
    questions,
    sectionId: section,
    responses: counts.responses,
    auditRows: counts.audit,
  };
}
