import { Client } from "pg";

import { connectEmbedded } from "@/db/embedded/start-embedded";

/** Runs SQL as the owner of the application's database: what no screen or call can make yet. */
export async function withOwner<Result>(
  work: (sql: <Row>(text: string, values?: unknown[]) => Promise<Row[]>) => Promise<Result>,
): Promise<Result> {
  const environment = JSON.parse(process.env.SECURESPHERE_E2E_ENVIRONMENT ?? "{}") as Record<string, string>;
  const url =
    environment.DATABASE_URL ?? (await connectEmbedded({ dataDir: environment.SECURESPHERE_DATA_DIR! })).ownerUrl;
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query("begin");
    await owner.query("select app.enter_system('system:test', '{}')");
    const result = await work(async <Row>(text: string, values: unknown[] = []) => {
      const { rows } = await owner.query(text, values);
      return rows as Row[];
    });
    await owner.query("commit");
    return result;
  } finally {
    await owner.end();
  }
}
