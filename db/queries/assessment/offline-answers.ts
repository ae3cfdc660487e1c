import type { Tx } from "@/db/client";

/** A product with its own answer set, read without a lock. */
export interface OfflineSetRow {
  id: number;
  organization_id: number;
  organization: string;
  name: string;
  owner_id: number;
  questionnaire_version_id: number;
  archived: boolean;
  is_member: boolean;
  user_id: number;
  closed: boolean;
  asked: number[];
}

const findStatement = {
  name: "find_offline_set",
  text: `select p.id, p.organization_id, o.name as organization, p.name, p.owner_id, p.questionnaire_version_id,
      p.archived_at is not null as archived,
      exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())) as is_member,
      p.owner_id as user_id, coalesce(s.asked, '{}') as asked, coalesce(s.closed, p.round_closed) as closed
    from products p join organizations o on o.id = p.organization_id
    left join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id
    where p.id = $1`,
};

export async function findOfflineSet(tx: Tx, productId: number): Promise<OfflineSetRow | undefined> {
  return (await tx.send<OfflineSetRow>(findStatement, [productId]))[0];
}

/** A response as an earlier save left it. */
export interface EarlierRow {
  response_id: number;
  version: number;
  option_id: number | null;
  option_ids: number[] | null;
  answer: string;
  not_applicable: boolean;
  not_applicable_reason: string;
  comment: string;
}

const earlierStatement = {
  name: "list_earlier_versions",
  text: `select v.response_id, v.version, v.option_id, v.option_ids, v.answer, v.not_applicable, v.not_applicable_reason, v.comment
    from unnest($2::integer[], $3::integer[]) as wanted(response_id, version)
    join response_revisions v on v.response_id = wanted.response_id and v.version = wanted.version
    where v.organization_id = $1`,
};

/** Versions of responses, in one statement. */
export async function listEarlierVersions(
  tx: Tx,
  organizationId: number,
  wanted: { responseId: number; version: number }[],
): Promise<EarlierRow[]> {
  return tx.send<EarlierRow>(earlierStatement, [
    organizationId,
    wanted.map(({ responseId }) => responseId),
    wanted.map(({ version }) => version),
  ]);
}
