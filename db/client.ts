import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { type Answer, Batch, type Sending } from "./batch";
import * as schema from "./schema";

/** A prepared statement: parsed and planned once per connection. */
export interface Statement {
  name: string;
  text: string;
}

/** The connection of one open transaction: Drizzle's builder, and `send` for hot statements. */
export type Tx = NodePgDatabase<typeof schema> & {
  send<Row>(statement: Statement, values: unknown[]): Promise<Row[]>;
};

export type { Answer };

export interface Connection {
  tx: Tx;
  /**
   * Sends without waiting for what was sent before: the answers come in order. What is sent in one turn of the event
   * loop, here and by `tx.send`, leaves as one batch.
   */
  send(statement: Statement, values?: unknown[]): Promise<Answer>;
  /** Gives the connection back, or destroys it when it may be in an unknown state. */
  release(broken?: boolean): void;
}

export interface PoolSettings {
  url: string;
  /** Most connections of this process. */
  size: number;
  /** Milliseconds to wait for a free connection before giving up. */
  waitMs: number;
  /** Milliseconds after which a statement the server does not answer destroys its connection. */
  queryMs: number;
  /** Named prepared statements; off behind poolers that lose them. */
  prepare: boolean;
  observer?: Observer;
}

/** Told, in seconds, what waiting for the database took. */
interface Observer {
  /** Told of a batch as it is sent; told again, by what it returns, when that is answered. */
  sent(statements: readonly { name: string | undefined }[]): (seconds: number) => void;
  connected(seconds: number): void;
  refused(error: unknown): void;
}

type Line = Pick<Connection, "tx" | "send">;
const lines = new WeakMap<pg.PoolClient, Line>();

// count(*) and bigint ids are far below 2^53.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format as "text")) as pg.CustomTypesConfig["getTypeParser"],
};

/** Opens a pool. A connection that dies is dropped and replaced; it never takes the process with it. */
export function openPool(settings: PoolSettings) {
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: settings.size,
    connectionTimeoutMillis: settings.waitMs,
    query_timeout: settings.queryMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: "securesphere",
    // Statements are sent without waiting for the answers before them: a transaction's opening costs one round trip.
    pipeline: true,
    types,
  } as pg.PoolConfig);
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));

  const lineOf = (client: pg.PoolClient): Line => {
    const known = lines.get(client);
    if (known) return known;
    let turn: Sending[] = [];
    const flush = () => {
      if (!turn.length) return;
      const batch = new Batch(turn);
      if (settings.observer) time(batch, settings.observer.sent(turn));
      turn = [];
      client.query(batch as unknown as pg.Submittable);
    };
    const send: Connection["send"] = ({ name, text }, values = []) =>
      new Promise((resolve, reject) => {
        if (!turn.length) process.nextTick(flush);
        turn.push({ name: settings.prepare ? name : undefined, text, values, resolve, reject });
      });
    // What the builder sends goes by itself, behind what waits.
    const query = (...given: unknown[]) => {
      flush();
      return (client.query as (...given: unknown[]) => unknown)(...given);
    };
    const tx = Object.assign(drizzle({ query } as unknown as pg.PoolClient, { schema }), {
      send: async (statement: Statement, values: unknown[]) => (await send(statement, values)).rows,
    }) as unknown as Tx;
    const line = { tx, send };
    lines.set(client, line);
    return line;
  };

  return {
    async connect(): Promise<Connection> {
      const { observer } = settings;
      const began = performance.now();
      const client = await pool.connect().catch((error: unknown) => {
        observer?.refused(error);
        throw error;
      });
      observer?.connected((performance.now() - began) / 1000);
      return { ...lineOf(client), release: (broken) => client.release(broken) };
    },
    /** Connections open, idle, and callers waiting for one. */
    usage: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, size: settings.size }),
    close: () => pool.end(),
  };
}

/** The driver asks for the callback when the batch is answered, so it may be wrapped before it is sent. */
function time(batch: Batch, answered: (seconds: number) => void): void {
  const began = performance.now();
  const { callback } = batch;
  batch.callback = (error) => {
    answered((performance.now() - began) / 1000);
    callback(error);
  };
}

export type Pool = ReturnType<typeof openPool>;
