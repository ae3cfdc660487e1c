import type { Tx } from "@/db/client";
import { overallScores } from "./overall-score";

/** In which quarter of the other organizations a product stands, overall (both empty) or in a dimension. */
export interface QuarterRow {
  section: string;
  dimension: string;
  /** 1 the lowest, 4 the highest. */
  quarter: number;
  /** About how many organizations it is compared with: "3 to 9". */
  organizations: string;
}

const othersStatement = {
  name: "standing_among_others",
  text: "select section, dimension, quarter, organizations from app.standing_among_others($1) order by section, dimension",
};

/** Of a product within reach; nothing where too few share its questionnaire (see the function's own words). */
export async function listQuarters(tx: Tx, productId: number): Promise<QuarterRow[]> {
  return tx.send<QuarterRow>(othersStatement, [productId]);
}

const ownStatement = {
  name: "standing_in_organization",
  text: `with asked as (select p.id, p.organization_id, v.questionnaire_id from products p
      join questionnaire_versions v on v.id = p.questionnaire_version_id where p.id = $1),
    peers as (
      select p.id, x.overall from asked a
      join products p on p.organization_id = a.organization_id and p.archived_at is null
      join questionnaire_versions v on v.id = p.questionnaire_version_id and v.questionnaire_id = a.questionnaire_id
      join ${overallScores("m.organization_id = (select organization_id from asked)")} x on x.product_id = p.id and x.user_id = p.owner_id)
    select (count(*) filter (where p.overall < own.overall))::integer as below, (count(*) - 1)::integer as others
    from peers p cross join (select overall from peers where id = $1) own group by own.overall`,
};

/** How many scored products of its own organization share a product's questionnaire, and how many score lower. */
export async function findOwnStanding(tx: Tx, productId: number) {
  return (await tx.send<{ below: number; others: number }>(ownStatement, [productId]))[0];
}
