import { createHash, randomBytes } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { shutDown } from "@/db/on-shutdown";
import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";
import { storeEvidence } from "@/lib/assessment/store-evidence";
import { makeBackup } from "@/lib/backup/make/make-backup";
import { emptyDirectory } from "@/lib/backup/restore/place";
import { restoreBackup } from "@/lib/backup/restore/restore-backup";
import { verifyBackup } from "@/lib/backup/verify/verify-backup";
import { seedDemo } from "@/lib/demo/seed";
import { getSystemStats } from "@/lib/health/get-system-stats";
import { systemCaller } from "@/lib/kernel/actor";
import { appPassword } from "@/lib/kernel/app-password";
import { config } from "@/lib/kernel/config";
import { closePool } from "@/lib/kernel/database";
import { openEvidence } from "@/lib/vault/open-evidence";
import { prepare, type Prepared } from "@/server/prepare";
import { restoredReads } from "@/server/restored-reads";
import { answersOf, isolate, signedIn } from "./installation";

const PASSWORD = "the drill's own password";

/**
 * Makes data as people do, backs it up, destroys the machine, restores on an empty one with nothing but the backup and the
 * secrets, and looks whether everything is there: the rows, the files, the log-in, the answers one gets.
 * @throws Error that says what did not come back
 */
export async function disasterDrill(home: string, say: (line: string) => void) {
  chmodSync(home, 0o711); // the database's account passes through
  isolate(home);
  const machine = path.join(home, "machine");
  const safe = path.join(home, "safe");
  const steps: { what: string; ms: number }[] = [];
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    say(`${what} …`);
    const begun = Date.now();
    const result = await work();
    steps.push({ what, ms: Date.now() - begun });
    return result;
  };
  const quiet = { signal: new AbortController().signal, progress: () => undefined };

  let running: Prepared | undefined = await step("Start on an empty machine", () =>
    prepare({ purpose: "command", say }),
  );
  const stop = async () => {
    await shutDown();
    await closePool();
    await running?.close();
    running = undefined;
  };
  try {
    await step("Fill it with the demo, an answer and its evidence", fill);
    const before = await step("Note what there is", look);
    const backup = await step("Back it up", () =>
      makeBackup(systemCaller("cli"), { trigger: "person", jobId: null, ...quiet }),
    );
    const proof = await step("Prove the backup by restoring it for a look", () =>
      verifyBackup(systemCaller("cli"), { backup, reads: restoredReads, ...quiet }),
    );
    if (proof.status !== "passed") throw new Error(`The backup is no good: ${proof.error}`);

    await step("Destroy the machine; the backup and the secrets stand elsewhere", async () => {
      mkdirSync(safe);
      copyFileSync(path.join(machine, "secrets.json"), path.join(safe, "secrets.json"));
      await stop();
      for (const name of readdirSync(machine)) rmSync(path.join(machine, name), { recursive: true, force: true });
      writeFileSync(path.join(machine, "secrets.json"), readFileSync(path.join(safe, "secrets.json")), { mode: 0o600 });
    });
    const restored = await step("Restore on the empty machine", async () =>
      restoreBackup({
        from: backup.name,
        place: await emptyDirectory(machine, say),
        role: { password: appPassword(config().authSecret) },
        reads: restoredReads,
        ...quiet,
      }),
    );
    if (restored.problems.length > 0) throw new Error(`Not all came back: ${restored.problems.join("; ")}`);

    await step("Start there, sign in, read everything again", async () => {
      for (const name of ["DATABASE_URL", "DATABASE_APP_URL", "DATABASE_LISTEN_URL"]) delete process.env[name];
      running = await prepare({ purpose: "command", say });
      await closePool(); // what was to be noted of last uses may have opened one to the database that is gone
      const after = await look();
      for (const [what, value] of Object.entries(before))
        if (after[what] !== value) throw new Error(`${what}: ${after[what]} came back, ${value} was there`);
    });
    return { ok: true, backup: backup.name, size: backup.bytes, checked: proof.checked, steps };
  } finally {
    await stop();
  }
}

async function fill() {
  await seedDemo(PASSWORD);
  const client = await signedIn("client@demo.test", PASSWORD);
  const draft = (await answersOf(client)).find(({ status }) => status === "draft" || status === "needs_revision");
  if (!draft) throw new Error("There is nothing to answer.");
  const { response_id } = await saveQuestionnaireResponse(client, {
    product_id: draft.product_id,
    question_id: draft.question_id,
    answer: "Written just before the disaster.",
  });
  await storeEvidence(client, {
    responseId: response_id,
    filename: "disaster.txt",
    declaredType: "text/plain",
    stream: (async function* () {
      yield Buffer.from(`${randomBytes(50_000).toString("hex")}\n`);
    })(),
  });
}

/** What people see, as one word a question: the same before and after. */
async function look(): Promise<Record<string, string>> {
  const client = await signedIn("client@demo.test", PASSWORD);
  const answers = JSON.stringify(await answersOf(client));
  const files = [...answers.matchAll(/"evidence\/(\d+)\//g)].map(([, id]) => Number(id));
  const contents: string[] = [];
  for (const id of new Set(files)) contents.push(digest(await buffer((await openEvidence(client, { id })).body)));
  const { users_count, products_count, questionnaire_responses_count, lead_comments_count } = await getSystemStats(
    systemCaller("cli"),
    {},
  );
  if (contents.length === 0) throw new Error("There is no evidence to lose.");
  return {
    answers: digest(Buffer.from(answers)),
    evidence: contents.sort().join(" "),
    counts: JSON.stringify({ users_count, products_count, questionnaire_responses_count, lead_comments_count }),
  };
}

const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
