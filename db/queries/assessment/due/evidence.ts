/** Newest editions that expire: to the owners of the products they support or, where they support none, to who uploaded them. */
export const evidenceExpiring = {
  name: "evidence_expiring",
  text: `select u.id as user_id, e.organization_id, 'evidence:' || e.id as key, e.expires_on as due_on,
      case when e.title = '' then e.filename else e.title end || ' expires' as title, '/evidence?document=' || e.id as link
    from evidence e
    left join lateral (
      select p.owner_id
      from evidence v
      join response_evidence l on l.organization_id = v.organization_id and l.evidence_id = v.id
      join questionnaire_responses r on r.organization_id = l.organization_id and r.id = l.response_id
      join products p on p.organization_id = r.organization_id and p.id = r.product_id and p.archived_at is null
      where v.organization_id = e.organization_id and v.document_id = e.document_id
      group by p.owner_id) w on true
    join users u on u.id = case when w.owner_id is null then e.uploaded_by else w.owner_id end
      and u.is_active and u.role = 'client' and u.organization_id = e.organization_id
    where e.expires_on is not null
      and not exists (select from evidence n where n.organization_id = e.organization_id and n.replaces_id = e.id)`,
};
