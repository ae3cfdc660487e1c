import { z } from "zod";

/** What stands in an archive besides rows and files. Texts of it are read back, so they are checked like input. */
export const FORMAT = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
const tableName = z.string().regex(/^[a-z_][a-z0-9_]*$/);

/** The first entry: what is to come, and what it takes to read it. */
export const headSchema = z.object({
  format: z.int(),
  name: z.string(),
  taken_at: z.iso.datetime(),
  server_version: z.string(),
  migrations: z.array(z.object({ hash: z.string(), created_at: z.int() })),
  audit_months: z.array(z.iso.date()),
  tables: z.array(z.object({ name: tableName, columns: z.array(z.string()) })),
  /** The key of the ring that seals it: its id and fingerprint. */
  key: z.object({ id: z.string(), fingerprint: z.string() }),
});
export type Head = z.infer<typeof headSchema>;

/** The last entry: what there was, so that nothing can be missing unnoticed. */
export const tailSchema = z.object({
  tables: z.record(tableName, z.object({ rows: count, sha256 })),
  sequences: z.array(z.object({ name: tableName, last_value: z.string().regex(/^-?\d+$/), is_called: z.boolean() })),
  evidence: z.object({
    files: count,
    bytes: count,
    /** Named by a row, but not in the store when the backup was made; the first hundred. */
    missing: count,
    examples: z.array(z.string()).max(100),
  }),
  /** HMAC-SHA-256 over every entry before this one. */
  seal: sha256,
});
export type Tail = z.infer<typeof tailSchema>;

export const HEAD = "head.json";
export const TAIL = "tail.json";
/** `database/<table>/<number>.gz`, the rows in COPY's text format, in order. */
export const partName = (table: string, part: number) => `database/${table}/${String(part).padStart(6, "0")}.gz`;
/** `evidence/<organization>/<hash>`, as stored, which is encrypted. */
export const fileName = (organizationId: number, hash: string) => `evidence/${organizationId}/${hash}`;

export type Place =
  | { kind: "head" | "tail" }
  | { kind: "rows"; table: string; part: number }
  | { kind: "file"; organizationId: number; sha256: string };

/** What an entry of this name is; undefined for a name that no backup has. */
export function placeOf(name: string): Place | undefined {
  if (name === HEAD) return { kind: "head" };
  if (name === TAIL) return { kind: "tail" };
  const rows = /^database\/([a-z_][a-z0-9_]*)\/(\d{6,})\.gz$/.exec(name);
  if (rows) return { kind: "rows", table: rows[1]!, part: Number(rows[2]) };
  const file = /^evidence\/([1-9]\d{0,9})\/([0-9a-f]{64})$/.exec(name);
  if (file) return { kind: "file", organizationId: Number(file[1]), sha256: file[2]! };
  return undefined;
}
