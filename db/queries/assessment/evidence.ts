import type { Tx } from "@/db/client";
import type { EvidenceItem } from "./evidence-json";

const findStatement = {
  name: "find_evidence",
  text: `select e.id, 'evidence/' || e.id || '/' || e.filename as path, e.filename, e.sha256, e.size, e.media_type
    from evidence e join products p on p.organization_id = e.organization_id and p.id = $1
    where e.id = any ($2::integer[]) order by e.id`,
};

/** Files of the product's organization, by id. */
export async function findEvidence(tx: Tx, productId: number, ids: number[]): Promise<EvidenceItem[]> {
  return tx.send<EvidenceItem>(findStatement, [productId, ids]);
}
