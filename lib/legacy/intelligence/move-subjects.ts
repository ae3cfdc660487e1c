import { findSources, flagSubjects } from "@/db/queries/legacy/intelligence";
import { placeRows } from "@/db/queries/legacy/place-rows";
import type { Platform } from "@/db/schema/intelligence/sources";
import type { Batch } from "./batch";
import { accountId } from "./platform";
import type { Line } from "./system-row";

const UNSAID = "Flagged in the system that moved in, which does not say by whom";

/** Moves platform users in as subjects. The same account of the same platform is one subject, whichever sources it wrote in. */
export async function moveSubjects(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const given = await batch.fresh(lines);
  const sourceIds = await batch.refer(
    "sources",
    given.map(({ row }) => row.key("source_id")),
  );
  const sources = await findSources(tx, place.organizationId, [...sourceIds.values()]);
  const fresh = given.filter((line) => {
    if (!line.row.has("source_id") || sourceIds.has(line.row.key("source_id") ?? "")) return true;
    batch.leave(line, "its source did not move in", line.row.line("source_id", 60));
    return false;
  });
  const rows = fresh.map(({ key, row }) => {
    const source = sources.get(sourceIds.get(row.key("source_id") ?? "") ?? 0);
    const platform: Platform = source?.platform ?? "other";
    const prefix = platform === "other" ? (/^[a-z_]+:/.exec(source?.platform_source_id ?? "")?.[0] ?? "") : "";
    const username = row.line("username", 200).replace(/^@/, "");
    const own = row.line("platform_user_id", 200);
    if (!own)
      row.complain("has no id of its platform", username ? `known by its name, ${username}` : `known by its number`);
    const id = accountId(platform, own) || (username && `@${username.toLowerCase()}`);
    const createdAt = (row.moment("created_at") ?? new Date(batch.now)).toISOString();
    return {
      ...{ organization_id: place.organizationId, platform, source_id: source?.id ?? null },
      platform_user_id: id ? prefix + id : `moved-in-${place.originId}-${key}`,
      username,
      display_name: row.line("full_name", 300),
      ...{ first_seen: createdAt, last_seen: createdAt, created_at: createdAt },
    };
  });
  const placed = await placeRows(
    tx,
    "subjects",
    {
      ...{ organization_id: "integer", platform: "text", source_id: "integer", platform_user_id: "text" },
      ...{ username: "text", display_name: "text", first_seen: "timestamptz", last_seen: "timestamptz" },
      created_at: "timestamptz",
    },
    ["organization_id", "platform", "platform_user_id"],
    rows,
  );
  const seen = new Set<number>();
  const flagged = new Set<number>();
  for (const [at, line] of fresh.entries()) {
    const { row } = line;
    const { id, made } = placed[at]!;
    if (!made) row.complain("is an account that was here before", rows[at]!.username);
    else if (seen.has(id))
      row.complain("is the same account as another row, and one subject with it", rows[at]!.username);
    seen.add(id);
    if (row.flag("is_flagged")) {
      if (place.responsibleId !== null) flagged.add(id);
      else row.complain("was flagged there, and nobody says by whom: name who answers for it with --responsible", "");
    }
    batch.take(line, id);
  }
  if (place.responsibleId !== null && flagged.size > 0)
    await flagSubjects(tx, place.organizationId, [...flagged], place.responsibleId, UNSAID);
}
