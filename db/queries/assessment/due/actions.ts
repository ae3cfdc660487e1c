/** Unfinished actions with a day, of owners who are active. */
export const actionsDue = {
  name: "actions_due",
  text: `select a.owner_id as user_id, a.organization_id, 'action:' || a.id as key, a.due_on, a.title,
      '/products/' || a.product_id || '/plan?action=' || a.id as link
    from actions a
    join products p on p.organization_id = a.organization_id and p.id = a.product_id and p.archived_at is null
    join users u on u.id = a.owner_id and u.is_active
    where a.status in ('open', 'in_progress') and a.due_on is not null`,
};
