import type { Door } from "./front-door";

interface InboxEvent {
  unread: number;
  newest: { id: number; kind: string; subject: string; link: string; actor: string } | null;
}

/** An open stream of a caller's inbox, as a browser reads it. */
export interface OpenStream {
  status: number;
  headers: Headers;
  /** The next event, in order; undefined once the stream has ended. */
  next: () => Promise<InboxEvent | undefined>;
  close: () => void;
}

export async function openStream(door: Door, headers: Record<string, string>): Promise<OpenStream> {
  const abort = new AbortController();
  const response = await fetch(`${door.url}/api/v1/notifications/stream`, { headers, signal: abort.signal });
  const events = response.ok ? eventsOf(response.body!) : undefined;
  return {
    status: response.status,
    headers: response.headers,
    next: async () => (await events?.next())?.value as InboxEvent | undefined,
    close: () => abort.abort(),
  };
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<InboxEvent> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
    rest = blocks.pop()!;
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (/^event: inbox$/m.test(block) && data) yield JSON.parse(data) as InboxEvent;
    }
  }
}
