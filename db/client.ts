import type { Socket } from "node:net";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema";

/** A prepared statement of a hot path: parsed and planned once per connection. */
export interface Statement {
  name: string;
  text: string;
}

/** The connection of one open transaction: Drizzle's builder, and `send` for hot statements. */
export type Tx = NodePgDatabase<typeof schema> & {
  send<Row>(statement: Statement, values: unknown[]): Promise<Row[]>;
};

export interface Connection {
  tx: Tx;
  /** Sends without waiting for what was sent before: the answers come in order. */
  query(text: string | (Statement & { values: unknown[] })): Promise<pg.QueryResult>;
  /** Holds back what is sent until the current turn ends, so that it leaves in one write instead of one a statement. */
  together(): void;
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
}

const connections = new WeakMap<pg.PoolClient, Tx>();

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

  const txOf = (client: pg.PoolClient): Tx => {
    const known = connections.get(client);
    if (known) return known;
    const tx = Object.assign(drizzle(client, { schema }), {
      send: async (statement: Statement, values: unknown[]) =>
        (await client.query(settings.prepare ? { ...statement, values } : { text: statement.text, values })).rows,
    }) as unknown as Tx;
    connections.set(client, tx);
    return tx;
  };

  return {
    async connect(): Promise<Connection> {
      const client = await pool.connect();
      return {
        tx: txOf(client),
        query: (text) =>
          client.query(typeof text !== "string" && !settings.prepare ? { ...text, name: undefined } : text),
        together: () => {
          const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
          stream.cork();
          process.nextTick(() => stream.uncork());
        },
        release: (broken) => client.release(broken),
      };
    },
    /** Connections open, idle, and callers waiting for one. */
    usage: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, size: settings.size }),
    close: () => pool.end(),
  };
}

export type Pool = ReturnType<typeof openPool>;
