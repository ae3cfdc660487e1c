import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";

import { databaseCpuSeconds, postmasterOf, processCpuSeconds } from "./cpu";
import { sealAll, startSealer } from "@/lib/audit/sealer";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { writeWitness } from "@/lib/audit/write-witness";
import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";
import { seedDemo } from "@/lib/demo/seed";
import { type Caller, systemCaller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { closePool } from "@/lib/kernel/database";
import { prepare } from "@/server/prepare";

/*
 * `npm run bench -- --trail 1000000`: how long sealing and verifying a trail of so many entries takes and how much memory,
 * and what the sealer costs those who save: rounds with and without it in turn, in one process.
 */
const { values: options } = parseArgs({
  options: { trail: { type: "string", default: "1000000" }, rounds: { type: "string", default: "8" } },
});
const say = (line: string) => console.log(line);
const cli = systemCaller("cli");
const AT_ONCE = 16;
const SAVES = 1_000;

/** Seconds of the clock, and of CPU in this process and in the database: on a busy machine only those compare. */
async function cpuOf(work: () => Promise<unknown>) {
  const started = performance.now();
  const before = [processCpuSeconds(process.pid), databaseCpuSeconds(postmaster)] as const;
  await work();
  return {
    clock: (performance.now() - started) / 1000,
    here: processCpuSeconds(process.pid) - before[0],
    database: databaseCpuSeconds(postmaster) - before[1],
  };
}
type Used = Awaited<ReturnType<typeof cpuOf>>;
const inWords = ({ clock, here, database }: Used) =>
  `${clock.toFixed(1)} s (CPU: ${here.toFixed(1)} s here, ${database.toFixed(1)} s in the database)`;
const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;

async function measureTrail(owner: pg.Client, entries: number): Promise<void> {
  await owner.query(
    `insert into audit_log (timestamp, user_id, actor, organization_id, action, use_case, table_name, record_id, new_values, old_values, ip_address, user_agent, request_id)
     select now() - (($1 - g) * interval '2 seconds'), 1 + g % 50, 'bench-client', 1 + g % 20, (array['INSERT','UPDATE'])[1 + g % 2], 'assessment.response.save',
       (array['questionnaire_responses','response_revisions','maturity_scores','answer_sets'])[1 + g % 4], g,
       jsonb_build_object('maturity_score', g % 5, 'answer', 'Reviewed each quarter by the owner of the service.', 'version', g, 'comment', 'How it is done is described in the handbook of the team.'),
       jsonb_build_object('maturity_score', 1, 'version', g - 1), '127.0.0.1', 'Mozilla/5.0 (X11; Linux x86_64)', md5(g::text)
     from generate_series(1, $1) g`,
    [entries],
  );
  await owner.query("analyze");
  say(`sealed     ${entries} entries in ${inWords(await cpuOf(sealAll))}`);
  await writeWitness(cli, {});
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const before = process.memoryUsage().rss;
  let ok = false;
  const used = await cpuOf(async () => {
    ok = (await verifyAudit(cli, { witness: config().witnessDir })).ok;
  });
  clearInterval(watch);
  const grown = Math.max(0, peak - before) / 2 ** 20;
  say(`verified   ${ok ? "ok" : "NOT OK"} in ${inWords(used)}, memory grew by ${grown.toFixed(0)} MB`);
}

async function measureSaves(owner: pg.Client, rounds: number): Promise<void> {
  const hash = createHash("sha256").update(randomBytes(32)).digest();
  await owner.query("begin");
  await owner.query("select app.enter_system('system:bench', '{}')");
  const { rows } = await owner.query<{ product: number; user_id: number; question: number; option: number }>(
    `select s.product_id as product, s.user_id, q.id as question, (select o.id from options o where o.question_id = q.id order by o.position limit 1) as option
     from answer_sets s join products p on p.id = s.product_id join questions q on q.version_id = p.questionnaire_version_id
     join users u on u.id = s.user_id where q.condition is null
       and not exists (select from questionnaire_responses r where r.product_id = s.product_id and r.question_id = q.id)`,
  );
  const [first] = rows;
  if (!first) throw new Error("the demo has nothing left to answer");
  await owner.query(
    "insert into sessions (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')",
    [first.user_id, hash],
  );
  await owner.query("commit");
  const caller: Caller = { ...cli, credential: { kind: "session", hash } };
  const places = rows.filter(({ user_id, product }) => user_id === first.user_id && product === first.product);
  const save = async (at: number) => {
    const place = places[at % places.length]!;
    const answer = { product_id: place.product, question_id: place.question, option_id: place.option };
    await saveQuestionnaireResponse(caller, { ...answer, comment: `save ${at} ${performance.now()}` });
  };
  // A round is so many saves, not so long a time: its CPU is what they cost, however busy the machine is.
  const round = async () => {
    const used = await cpuOf(async () => {
      let next = 0;
      const worker = async () => {
        while (next < SAVES) await save(next++);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    });
    return { ms: ((used.here + used.database) * 1000) / SAVES, rate: SAVES / used.clock };
  };
  await round(); // warms up
  const costs: number[] = [];
  const rates: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const sealed = async () => {
      const stop = startSealer(say);
      const figures = await round();
      await stop();
      return figures;
    };
    // In turn, so that neither always goes first.
    const first = n % 2 ? await sealed() : await round();
    const second = n % 2 ? await round() : await sealed();
    await sealAll();
    const [with_, without] = n % 2 ? [first, second] : [second, first];
    costs.push(with_.ms / without.ms);
    rates.push(with_.rate / without.rate);
  }
  const list = (ratios: number[]) => ratios.map((ratio) => ratio.toFixed(2)).join(" ");
  say(`saves      with the sealer to without: CPU ${median(costs).toFixed(3)} (${list(costs)})`);
  say(`           saves a second ${median(rates).toFixed(3)} (${list(rates)})`);
}

const dataDir = mkdtempSync(path.join(os.tmpdir(), "securesphere-trail-"));
process.env.SECURESPHERE_DATA_DIR = dataDir;
const prepared = await prepare({ purpose: "server", say });
const owner = new pg.Client({ connectionString: prepared.config.databaseUrl });
await owner.connect();
const postmaster = await postmasterOf(prepared.config.databaseUrl!);
try {
  await seedDemo("a password for the bench");
  await sealAll();
  await measureSaves(owner, Number(options.rounds));
  await measureTrail(owner, Number(options.trail));
} finally {
  await owner.end();
  await closePool();
  await prepared.close();
  rmSync(dataDir, { recursive: true, force: true });
}
