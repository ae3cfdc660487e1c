import type { Caller } from "@/lib/kernel/actor";
import type { Sink } from "@/lib/notify/streams";
import { handler, type Handler } from "./route";

/** Pieces that may wait for a client that does not read; then it is let go. */
const MOST_WAITING = 64;
/** Milliseconds after which a browser comes back. */
const COME_BACK = "retry: 3000\n\n";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // Neither compressed nor gathered by what stands between: each piece is for now.
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
};

/** A handler of server-sent events. `open` sends through the sink until the function that it returns is called. */
export function eventStream(open: (caller: Caller, sink: Sink) => Promise<() => void>): Handler {
  return handler(async (request, _params, caller) => {
    const opened: { close?: () => void } = {};
    let ended = false;
    const encoder = new TextEncoder();
    const early: string[] = [COME_BACK];
    let out: ReadableStreamDefaultController<Uint8Array> | undefined;
    const finish = () => {
      if (ended) return;
      ended = true;
      request.signal.removeEventListener("abort", finish);
      opened.close?.();
      try {
        out?.close();
      } catch {
        // The client was faster.
      }
    };
    const send = (text: string) => {
      if (ended) return;
      if (!out) return void early.push(text);
      out.enqueue(encoder.encode(text));
      if ((out.desiredSize ?? 0) < -MOST_WAITING) finish();
    };
    opened.close = await open(caller, { send, end: finish });
    if (ended || request.signal.aborted || request.method === "HEAD") {
      opened.close();
      return new Response(null, { headers });
    }
    request.signal.addEventListener("abort", finish);
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          out = controller;
          for (const text of early.splice(0)) send(text);
        },
        cancel: finish,
      },
      { highWaterMark: 1 },
    );
    return new Response(body, { headers });
  });
}
