import { z } from "zod";
import { isHeld } from "@/db/queries/audit/holds";
import {
  findArchivedMessage,
  listContentArchives,
  totalContentArchives,
  type ContentArchiveRow,
} from "@/db/queries/intelligence/content-archives";
import { listAgencies } from "@/db/queries/intelligence/retention";
import { config } from "@/lib/kernel/config";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { bigId } from "../detection-input";
import { inIntelligence } from "../policy";
import { canSeeRetention } from "../retention/policy";
import { canArchiveContent } from "./policy";

const describe = (row: ContentArchiveRow) => ({
  id: row.id,
  source: { id: row.source_id, name: row.source, platform: row.platform },
  since: row.since.toISOString(),
  until: row.until.toISOString(),
  messages: row.messages,
  detections: row.detections,
  sha256: row.sha256,
  bytes: row.size,
  state: row.restored_at ? ("restored" as const) : row.disposed_at ? ("disposed" as const) : ("archived" as const),
  archived_at: row.archived_at.toISOString(),
  archived_by: row.archiver,
  verified_at: row.verified_at.toISOString(),
  damage: row.damage,
  restored_at: row.restored_at?.toISOString() ?? null,
  restored_by: row.restorer,
  disposed_at: row.disposed_at?.toISOString() ?? null,
});
export type ContentArchive = ReturnType<typeof describe>;

/** The archives of an agency's old messages: figures, no contents. Superusers name the agency; without one it is the first. */
export const listArchives = query({
  action: "intelligence.content_archive.list",
  input: z.object({
    organization_id: id().optional(),
    before: id().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  allow: (actor, _, input) =>
    inIntelligence(actor) && (!input.organization_id || canSeeRetention(actor, input.organization_id)),
  run: async ({ tx, actor }, { organization_id, before, limit }) => {
    const agencies =
      actor.role === "superuser" ? await listAgencies(tx) : [{ id: actor.organizationId, name: actor.organization }];
    const agency = agencies.find(({ id: own }) => own === organization_id) ?? agencies[0];
    if (!agency) return null;
    const [rows, total, held] = await Promise.all([
      listContentArchives(tx, agency.id, before ?? null, limit + 1),
      totalContentArchives(tx, agency.id),
      isHeld(tx, agency.id),
    ]);
    return {
      agency,
      agencies,
      held,
      total,
      archives: rows.slice(0, limit).map(describe),
      next: rows.length > limit ? rows[limit - 1]!.id : null,
      /** Days after which the service archives by itself; null: it does not. */
      policy_days: config().contentDays ?? null,
      may_archive: canArchiveContent(actor),
    };
  },
});

/** Where a message is that is not at hand: in which archive, since when. No contents, so nobody says what it is for. */
export const getArchivedMessage = query({
  action: "intelligence.content_archive.find-message",
  input: z.object({ content_id: bigId() }),
  subject: "message",
  target: (tx, { content_id }) => findArchivedMessage(tx, content_id),
  allow: inIntelligence,
  run: async ({ actor, target }) => ({
    platform_content_id: target.platform_content_id,
    organization_id: target.organization_id,
    archive: describe(target),
    may_restore: canArchiveContent(actor),
  }),
});
