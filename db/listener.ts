import pg from "pg";

export interface ListenerSettings {
  /** Past any pooler: what is listened to belongs to one connection. */
  url: string;
  channel: string;
  onMessage: (payload: string) => void;
  /** From now on all is heard; what was said before, since the last connection if there was one, was not. */
  onHearing: () => void;
}

/** Waits between attempts to connect: at once, then longer and longer, each time a little different. */
const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** A connection that died without a word is found out by asking it something. */
const ASK_EVERY_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;

/** Listens on a connection of its own, which is made anew whenever it is lost, until it is closed. */
export function openListener(settings: ListenerSettings): { close: () => Promise<void> } {
  let client: pg.Client | undefined;
  let closed = false;
  let wait = SHORTEST_WAIT_MS;
  let timer: NodeJS.Timeout | undefined;

  async function connect() {
    const fresh = new pg.Client({
      connectionString: settings.url,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      keepAlive: true,
      application_name: "securesphere-listen",
    });
    client = fresh;
    fresh.on("notification", ({ payload }) => payload && settings.onMessage(payload));
    fresh.on("error", () => lost(fresh));
    fresh.on("end", () => lost(fresh));
    try {
      await fresh.connect();
      await fresh.query(`listen ${pg.escapeIdentifier(settings.channel)}`);
    } catch {
      return lost(fresh);
    }
    if (client !== fresh) return;
    wait = SHORTEST_WAIT_MS;
    settings.onHearing();
    timer = setInterval(() => void fresh.query("select 1").catch(() => lost(fresh)), ASK_EVERY_MS).unref();
  }

  function lost(which: pg.Client) {
    if (client !== which) return;
    client = undefined;
    clearInterval(timer);
    void which.end().catch(() => {});
    if (closed) return;
    timer = setTimeout(() => void connect(), wait * (0.5 + Math.random())).unref();
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }

  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      const open = client;
      client = undefined;
      await open?.end().catch(() => {});
    },
  };
}
