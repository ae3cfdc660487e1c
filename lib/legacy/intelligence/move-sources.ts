import { placeRows } from "@/db/queries/legacy/place-rows";
import type { Batch } from "./batch";
import { platformOf } from "./platform";
import type { Line } from "./system-row";

/** Moves sources in. One of the same platform and handle that the agency has already is joined. */
export async function moveSources(batch: Batch, lines: readonly Line[]): Promise<void> {
  const fresh = await batch.fresh(lines);
  const rows = fresh.map(({ key, row }) => {
    const { platform, prefix } = platformOf(row.word(row.first("platform", "type")));
    const handle = row.line(row.first("source_handle", "handle", "url"), 280);
    if (prefix) row.complain("its platform is none of those here and stands before its handle", prefix + handle);
    if (!handle) row.complain("has no handle and is called by its number", key);
    const createdAt = (row.moment("created_at") ?? new Date(batch.now)).toISOString();
    return {
      ...{ organization_id: batch.place.organizationId, platform },
      platform_source_id: handle ? prefix + handle : `moved-in-${batch.place.originId}-${key}`,
      name: row.line(row.first("source_name", "name"), 300) || handle || `Source ${key}`,
      kind: row.word("source_type"),
      is_active: row.flag("is_active") ?? true,
      ...{ created_at: createdAt, updated_at: row.moment("updated_at")?.toISOString() ?? createdAt },
    };
  });
  const placed = await placeRows(
    batch.tx,
    "sources",
    {
      ...{ organization_id: "integer", platform: "text", platform_source_id: "text", name: "text", kind: "text" },
      ...{ is_active: "boolean", created_at: "timestamptz", updated_at: "timestamptz" },
    },
    ["organization_id", "platform", "platform_source_id"],
    rows,
  );
  const seen = new Set<number>();
  for (const [at, line] of fresh.entries()) {
    const { id, made } = placed[at]!;
    if (!made) line.row.complain("is a source that was here before", rows[at]!.name);
    else if (seen.has(id))
      line.row.complain("has the handle of another row, and is one source with it", rows[at]!.name);
    seen.add(id);
    batch.take(line, id);
  }
}
