import { contentDisposition } from "@/lib/vault/content-headers";

/**
 * Pieces of text as a file to take away, streamed: memory stays constant however long it gets. `name` is without its
 * ending and gets the day (UTC); whoever stops reading stops the making.
 */
export function textFile(
  pieces: AsyncGenerator<string>,
  { name, ending, type }: { name: string; ending: string; type: string },
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  const day = new Date().toISOString().slice(0, 10);
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": contentDisposition("attachment", `${name}-${day}.${ending}`),
    },
  });
}
