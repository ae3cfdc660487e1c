import { connectOwner } from "./backup/owner-connection";

/** One data key for each key of the ring that wraps any, and how many it wraps; none before the first migration. */
export async function findWrappedSamples(ownerUrl: string) {
  const { client } = await connectOwner(ownerUrl);
  try {
    const known = await client.query<{ yes: boolean }>("select to_regclass('public.data_keys') is not null as yes");
    if (!known.rows[0]!.yes) return [];
    const { rows } = await client.query<{
      id: number;
      organizationId: number;
      ringKeyId: string;
      wrappedKey: Buffer;
      dataKeys: number;
    }>(
      `select distinct on (ring_key_id) id, organization_id as "organizationId", ring_key_id as "ringKeyId",
         wrapped_key as "wrappedKey", count(*) over (partition by ring_key_id)::int as "dataKeys"
       from data_keys order by ring_key_id, id desc`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
