/**
 * SQL for whose answer set is meant: that of the user in $2, or the product owner's where it is null. Not `coalesce`, which
 * counts as leaking: under row-level security no index would be used for it (ARCHITECTURE.md, "The driver").
 */
export const userOrOwner = (owner = "(select owner_id from products where id = $1)") =>
  `case when $2::integer is null then ${owner} else $2 end`;
