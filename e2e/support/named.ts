import type { World } from "./world";

/** That a message names an identifier, at its place in the text; the identifier is made where it is new. */
export async function nameIn(world: World, agency: { id: number }, contentId: number, kind: string, value: string) {
  const [identifier] = await world.sql<{ id: number }>(
    `insert into identifiers (organization_id, kind, value, normalized, first_seen, last_seen, occurrences)
     values ($1, $2, $3, lower($3), now(), now(), 1)
     on conflict (organization_id, kind, normalized) do update set occurrences = identifiers.occurrences + 1 returning id`,
    [agency.id, kind, value],
  );
  await world.sql(
    `insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset)
     select $1, $2, c.id, greatest(strpos(c.text, $4) - 1, 0), greatest(strpos(c.text, $4) - 1, 0) + length($4) from content c where c.id = $3`,
    [agency.id, identifier!.id, contentId, value],
  );
  return identifier!.id;
}

/** A message of somebody's that answers another, in its source. */
export async function addReply(world: World, agency: { id: number }, { to, from }: { to: number; from: number }) {
  const [reply] = await world.sql<{ id: number }>(
    `insert into content (organization_id, source_id, subject_id, platform_content_id, text, posted_at, reply_to, status, analyzed_at)
     select $1, c.source_id, $3, gen_random_uuid()::text, 'An answer', c.posted_at - interval '200 days', c.platform_content_id, 'ANALYZED', now()
       from content c where c.id = $2 returning id`,
    [agency.id, to, from],
  );
  return reply!.id;
}
