import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { listen } from "@/lib/kernel/listen";
import { validCredentials, type StreamCredential } from "./check-credentials";
import { watchInbox, type InboxState } from "./watch-inbox";

/** Open streams of one process, and of one person in it: a browser needs one, whatever its tabs. */
const MOST = Number(process.env.NOTIFICATION_STREAMS || 2_000);
export const MOST_OF_ONE = 8;
/** A proxy must not take a quiet stream for a dead one. */
const BEAT_EVERY_MS = 25_000;
/** A session that ran out ends its streams within this time; one that was ended does so at once. */
const CHECK_EVERY_MS = 30_000;
/** Sessions whose state is read at the same time: the other connections are for those who wait for an answer. */
const READ_AT_ONCE = 4;
/** What happens to one person in quick succession is told once. */
const GATHER_MS = 100;

/** Where a stream goes: text as it comes, until it is ended. */
export interface Sink {
  send: (text: string) => void;
  end: () => void;
}

interface Stream extends Sink {
  userId: number;
  caller: Caller & { credential: StreamCredential };
  told?: string;
  /** Something changed that could not be read. */
  behind?: boolean;
}

interface Hub {
  streams: Set<Stream>;
  byUser: Map<number, Set<Stream>>;
  gathering: Map<number, NodeJS.Timeout>;
  stop?: () => void;
}

const shared = globalThis as { [key: symbol]: Hub | undefined };
const hub: Hub = (shared[Symbol.for("securesphere.streams")] ??= {
  streams: new Set(),
  byUser: new Map(),
  gathering: new Map(),
});

/**
 * Tells a caller how its inbox stands, now and whenever that changes, until the returned function is called, the session
 * or key ends, or the process stops. What is told is read as the caller, at that moment.
 * @throws Fault unauthenticated or forbidden, too_many_requests for too many streams of one person, unavailable when the
 *   process has as many as it takes
 */
export async function openStream(given: Caller, sink: Sink): Promise<() => void> {
  const caller = { ...given, unattended: true } as Stream["caller"];
  const { userId } = await watchInbox(caller, {});
  if (hub.streams.size >= MOST) throw new Fault("unavailable", "Too many streams are open here.", { retryAfter: 30 });
  if ((hub.byUser.get(userId)?.size ?? 0) >= MOST_OF_ONE)
    throw new Fault("too_many_requests", "You have too many streams open.", { retryAfter: 30 });
  const stream: Stream = { ...sink, userId, caller };
  add(stream);
  // Read again once it is among those who are told: nothing falls between.
  await tell([stream]);
  return () => remove(stream);
}

function add(stream: Stream) {
  hub.streams.add(stream);
  const own = hub.byUser.get(stream.userId) ?? new Set();
  hub.byUser.set(stream.userId, own.add(stream));
  hub.stop ??= start();
}

function remove(stream: Stream) {
  if (!hub.streams.delete(stream)) return;
  const own = hub.byUser.get(stream.userId);
  own?.delete(stream);
  if (own?.size === 0) hub.byUser.delete(stream.userId);
  if (hub.streams.size > 0) return;
  hub.stop?.();
  hub.stop = undefined;
}

function start(): () => void {
  const deaf = listen({ heard, hearing: () => void tell([...hub.streams]) });
  const beat = setInterval(() => hub.streams.forEach((stream) => stream.send(": \n\n")), BEAT_EVERY_MS).unref();
  const check = setInterval(() => void dropEnded(), CHECK_EVERY_MS).unref();
  // Next's own server waits for its connections, as the front would.
  const signals = (["SIGTERM", "SIGINT"] as const).filter((signal) => process.listenerCount(signal) > 0);
  for (const signal of signals) process.once(signal, endStreams);
  return () => {
    deaf();
    for (const signal of signals) process.off(signal, endStreams);
    clearInterval(beat);
    clearInterval(check);
    hub.gathering.forEach((timer) => clearTimeout(timer));
    hub.gathering.clear();
  };
}

function heard(message: string) {
  const userId = Number(/^(?:notice|change) (\d+)$/.exec(message)?.[1]);
  if (!hub.byUser.has(userId) || hub.gathering.has(userId)) return;
  const timer = setTimeout(() => {
    hub.gathering.delete(userId);
    void tell([...(hub.byUser.get(userId) ?? [])]);
  }, GATHER_MS);
  hub.gathering.set(userId, timer);
}

/** Reads as each caller, once a session and a few at a time, and sends what is new to it. */
async function tell(streams: Stream[]): Promise<void> {
  const grouped = new Map<string, Stream[]>();
  for (const stream of streams) grouped.set(keyOf(stream), [...(grouped.get(keyOf(stream)) ?? []), stream]);
  const bySession = [...grouped.values()];
  for (let at = 0; at < bySession.length; at += READ_AT_ONCE)
    await Promise.all(bySession.slice(at, at + READ_AT_ONCE).map(tellSession));
}

async function tellSession(streams: Stream[]): Promise<void> {
  const state = await watchInbox(streams[0]!.caller, {}).then(
    (watched) => watched.state,
    (error: unknown) => (error instanceof Fault && error.code !== "unavailable" ? ("ended" as const) : undefined),
  );
  for (const stream of streams) {
    if (state === "ended") end(stream);
    else if (state === undefined) stream.behind = true;
    else say(stream, state);
  }
}

function say(stream: Stream, state: InboxState) {
  const text = JSON.stringify(state);
  stream.behind = false;
  if (text === stream.told || !hub.streams.has(stream)) return;
  stream.told = text;
  stream.send(`event: inbox\ndata: ${text}\n\n`);
}

const keyOf = ({ caller }: Stream) => caller.credential.hash.toString("base64");

/** One question to the database for all open streams. */
async function dropEnded(): Promise<void> {
  const streams = [...hub.streams];
  const valid = await validCredentials(streams.map(({ caller }) => caller.credential)).catch(() => undefined);
  if (!valid) return;
  for (const stream of streams) if (!valid.has(keyOf(stream))) end(stream);
  await tell(streams.filter(({ behind }) => behind));
}

function end(stream: Stream) {
  remove(stream);
  stream.end();
}

/** Ends every stream, so that a server that is told to stop need not wait for them. Browsers come back to another. */
export function endStreams(): void {
  for (const stream of [...hub.streams]) end(stream);
}
