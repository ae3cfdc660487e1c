import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Statement, Tx } from "@/lib/kernel/database";
import { hashOf, type Dataset } from "./dataset";
import { FRESH, QUESTIONS } from "./generate";

const run = promisify(execFile);

/** The statement a query function sends, caught instead of sent. */
export async function statementOf(query: (tx: Tx) => Promise<unknown>): Promise<{ text: string; values: unknown[] }> {
  let caught: { text: string; values: unknown[] } | undefined;
  const send = async (statement: Statement, values: unknown[]) => {
    caught = { text: statement.text, values };
    return [{ body: "" }];
  };
  await query({ send } as unknown as Tx);
  return caught!;
}

/** A statement as pgbench runs it: values become literals, `:name` stays a variable, and no other colon may look like one. */
export function inlined({ text, values }: { text: string; values: unknown[] }): string {
  const literal = (value: unknown) => {
    if (value === null || value === undefined) return "null";
    const written = String(value);
    return written.startsWith(":") ? written : `'${written.replaceAll("'", "''")}'`;
  };
  return `${text
    .replaceAll("HH24:MI:SS", "HH24.MI.SS")
    .replace(/\$(\d+)/g, (_, at: string) => literal(values[Number(at) - 1]))
    .replace(/\s*\n\s*/g, " ")};`;
}

const context = `{"use_case":"bench.save","request_id":"bench","ip_address":"127.0.0.1","user_agent":"pgbench"}`;
const opening = (key: string) => [
  "BEGIN;",
  `select * from app.enter('key', '\\x${hashOf(key).toString("hex")}', 43200, '${context}');`,
  `select s.id as set, p.organization_id as org from products p join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id where p.id = :product for update of s \\gset`,
];
const chosenOption = `select id as option, score from options where question_id = :question and position = :chosen \\gset`;
const revision = (clientId: number) =>
  `insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source, not_applicable, not_applicable_reason, comment, status, answered_by) values (:org, :response, :version, :option, 'Stage of the limit', :score, 'option', false, '', '', 'draft', ${clientId});`;

/**
 * A save as a plain transaction of one statement a step, under the same role, policies and triggers: key and settings,
 * target, old row, response, revision, scores, counts, commit. One script per organization, whose key it uses.
 */
export const updateScripts = (data: Dataset) =>
  data.organizations.map(({ key, firstProduct, lastProduct, clientId }) =>
    [
      `\\set product random(${firstProduct}, ${lastProduct})`,
      // The first question of a dimension is handed in: changing it would change the counts of the set as well.
      `\\set question ${data.questions[0]!.id} + random(0, ${QUESTIONS / 10 - 1}) * 10 + random(1, 9)`,
      `\\set chosen random(0, 4)`,
      ...opening(key),
      `select id as response, coalesce(maturity_score, 0) as old from questionnaire_responses where product_id = :product and user_id = ${clientId} and question_id = :question \\gset`,
      chosenOption,
      `update questionnaire_responses set option_id = :option, answer = 'Stage of the limit', maturity_score = :score, score_source = 'option', status = 'draft', submitted_at = null, version = version + 1, updated_at = now() where id = :response returning version \\gset`,
      revision(clientId),
      `update maturity_scores m set weighted_sum = m.weighted_sum + (:score::integer - :old::integer) * 10000, calculated_at = now() from questionnaire_responses r where r.id = :response and m.product_id = r.product_id and m.user_id = r.user_id and m.section = r.section and m.dimension = r.dimension and m.subdimension = '';`,
      `update answer_sets set last_question_id = :question, updated_at = now() where id = :set;`,
      "COMMIT;",
    ].join("\n"),
  );

/** The same for a question's first answer. */
export const insertScripts = (data: Dataset) =>
  data.organizations.map(({ key, firstFresh, clientId }, at) =>
    [
      `select nextval('bench_fresh_${at}') as n \\gset`,
      `\\set product ${firstFresh} + (:n / ${QUESTIONS}) % ${FRESH}`,
      `\\set question ${data.questions[0]!.id} + :n % ${QUESTIONS}`,
      `\\set chosen random(0, 4)`,
      ...opening(key),
      `select count(*) as known from questionnaire_responses where product_id = :product and user_id = ${clientId} and question_id = :question \\gset`,
      chosenOption,
      `insert into questionnaire_responses (organization_id, product_id, user_id, question_id, question, section, dimension, option_id, answer, maturity_score, score_source, status, answered_by) select :org, :product, ${clientId}, q.id, q.text, s.title, d.title, :option, 'Stage of the limit', :score, 'option', 'draft', ${clientId} from questions q join dimensions d on d.id = q.dimension_id join sections s on s.id = d.section_id where q.id = :question returning id as response, version \\gset`,
      revision(clientId),
      `insert into maturity_scores as m (organization_id, product_id, user_id, section, dimension, weighted_sum, weight, answered, scored) select organization_id, product_id, user_id, section, dimension, :score::integer * 10000, 100, 1, 1 from questionnaire_responses where id = :response on conflict (product_id, user_id, section, dimension, subdimension) do update set weighted_sum = m.weighted_sum + excluded.weighted_sum, weight = m.weight + 100, answered = m.answered + 1, scored = m.scored + 1, calculated_at = now();`,
      `update answer_sets set answered = answered + 1, draft = draft + 1, last_question_id = :question, updated_at = now() where id = :set;`,
      "COMMIT;",
    ].join("\n"),
  );

/** One query over random products of all organizations. */
export const readScript = (data: Dataset, statement: string) => {
  const first = data.organizations[0]!.firstProduct;
  const last = data.organizations.at(-1)!.lastProduct;
  return [`\\set product random(${first}, ${last})`, statement].join("\n");
};

export interface LimitResult {
  /** Transactions a second. */
  rate: number;
  /** Milliseconds, mean. */
  latency: number;
}

/**
 * Runs scripts with pgbench, prepared, as the server's role.
 * @param settings of the session, for reads that run outside a use case
 */
export async function pgbench(
  url: string,
  scripts: string[],
  { clients, seconds }: { clients: number; seconds: number },
  settings: Record<string, string> = {},
): Promise<LimitResult> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "securesphere-bench-"));
  try {
    const files = scripts.flatMap((script, at) => {
      const file = path.join(directory, `${at}.sql`);
      writeFileSync(file, script);
      return ["-f", file];
    });
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    const parts = new URL(url);
    const env = {
      ...process.env,
      PGHOST: parts.hostname,
      PGPORT: parts.port,
      PGUSER: decodeURIComponent(parts.username),
      PGPASSWORD: decodeURIComponent(parts.password),
      PGDATABASE: parts.pathname.slice(1),
      PGOPTIONS: options.join(" "),
    };
    const args = [
      "-n",
      "-M",
      "prepared",
      "-c",
      String(clients),
      "-j",
      String(Math.min(2, clients)),
      "-T",
      String(seconds),
      ...files,
    ];
    const { stdout } = await run("pgbench", args, { env, maxBuffer: 16 * 1024 * 1024 });
    const failed = Number(/number of failed transactions: (\d+)/.exec(stdout)?.[1] ?? 0);
    if (failed > 0) throw new Error(`pgbench: ${failed} failed transactions`);
    return {
      rate: Number(/tps = ([\d.]+)/.exec(stdout)![1]),
      latency: Number(/latency average = ([\d.]+)/.exec(stdout)![1]),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
