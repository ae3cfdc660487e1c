import type { z } from "zod";
import {
  findExportCase,
  findExportOsint,
  listChosenIdentifiers,
  type FrameRow,
} from "@/db/queries/intelligence/exports";
import type { Tx } from "@/lib/kernel/database";
import type { exportInput } from "./export-input";
import type { ExportFrame } from "./exported";

type Asked = Pick<z.output<typeof exportInput>, "case_id" | "osint_result_id" | "identifier_ids">;

export interface FoundFrame {
  frame: ExportFrame;
  organizationId: number;
}

/** What is asked to be exported, as far as the actor may see into it; undefined: it is not there, or not for the actor. */
export async function findFrame(tx: Tx, organizationId: number, asked: Asked): Promise<FoundFrame | undefined> {
  const { case_id, osint_result_id, identifier_ids = [] } = asked;
  const of = (kind: ExportFrame["kind"], row: FrameRow | undefined) =>
    row && {
      organizationId: row.organization_id,
      frame: {
        kind,
        id: row.id,
        name: row.name,
        description: row.description,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
      },
    };
  if (case_id !== undefined) return of("case", await findExportCase(tx, case_id));
  if (osint_result_id !== undefined) return of("osint_result", await findExportOsint(tx, osint_result_id));
  const ids = [...new Set(identifier_ids)];
  const chosen = await listChosenIdentifiers(tx, organizationId, ids);
  if (chosen.length < ids.length) return undefined;
  const times = chosen.map(({ createdAt }) => createdAt.getTime());
  const name = `${chosen.length} ${chosen.length === 1 ? "identifier" : "identifiers"}`;
  const [createdAt, updatedAt] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  return {
    organizationId,
    frame: { kind: "identifiers", id: chosen[0]!.id, name, description: "", createdAt, updatedAt },
  };
}
