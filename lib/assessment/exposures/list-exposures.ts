import { z } from "zod";
import { listNotices } from "@/db/queries/assessment/exposures";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { flag, id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { inAssessment } from "../policy";
import { describeNotice } from "./exposure";

/** What agencies told the organizations within reach of exposures at their domains, the newest first. */
export const listExposures = query({
  action: "assessment.exposure.list",
  scope: "responses:read",
  input: z.object({
    organization_id: id().optional(),
    /** Leaves those out that were withdrawn. */
    standing: flag().default(false),
    limit: limit(200, 50),
    cursor: z.string().max(200).optional(),
  }),
  allow: inAssessment,
  run: async ({ tx, actor }, { organization_id: organizationId, standing, limit: most, cursor }) => {
    const [beforeId] = (decodeCursor(cursor, "n") ?? []) as number[];
    const rows = await listNotices(tx, { organizationId, standing, beforeId, limit: most + 1 });
    const page = rows.slice(0, most);
    return {
      exposures: page.map((row) => describeNotice(row, actor)),
      next_cursor: rows.length > page.length ? encodeCursor([page.at(-1)!.id]) : null,
    };
  },
});
