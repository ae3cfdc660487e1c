/** What narrows the queue, as it stands in the address. */
export interface QueueQuery {
  organization_id?: string;
  product_id?: string;
  section?: string;
}

function withQuery(path: string, query: QueueQuery & { cursor?: string }): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value as string);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Only what belongs to the queue; the rest of an address is not carried on. */
export const queueQuery = ({ organization_id, product_id, section }: QueueQuery): QueueQuery => ({
  organization_id,
  product_id,
  section,
});

export const queueHref = (query: QueueQuery & { cursor?: string } = {}) => withQuery("/reviews", query);

export const reviewHref = (responseId: number, query: QueueQuery = {}) => withQuery(`/reviews/${responseId}`, query);
