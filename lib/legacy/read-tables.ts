import { Fault } from "@/lib/kernel/fault";
import { contentOf } from "./ledger";
import type { LegacyFile } from "./legacy-file";
import { rowsOf, type LegacyRow } from "./legacy-row";
import { readAccount, type LegacyAccount } from "./read-account";
import { readComment, type LegacyComment } from "./read-comment";
import { readProduct, type LegacyProduct } from "./read-product";
import { readResponse, type LegacyResponse } from "./read-response";
import { Report } from "./report";

const reader =
  <Read>(table: string, read: (id: number, row: LegacyRow, content: string) => Read) =>
  (file: LegacyFile, report: Report, now: number): Read[] =>
    Array.from(rowsOf(file, table, report, now), ({ id, row, cells }) => read(id, row, contentOf(cells)));

const readAccounts = reader<LegacyAccount>("users", readAccount);
const readProducts = reader<LegacyProduct>("products", readProduct);
const readResponses = reader<LegacyResponse>("questionnaire_responses", readResponse);
const readComments = reader<LegacyComment>("lead_comments", readComment);

/** The latest status of each product, by its id there. */
function readProductStatuses(file: LegacyFile): Map<number, string> {
  const statuses = new Map<number, { at: string; status: string }>();
  for (const { cells } of file.rows("product_statuses")) {
    const [product, status, at] = [Number(cells.product_id), cells.status, String(cells.last_updated ?? "")];
    if (typeof status === "string" && at >= (statuses.get(product)?.at ?? "")) statuses.set(product, { at, status });
  }
  return new Map([...statuses].map(([product, { status }]) => [product, status]));
}

/** A file with the tables that depend on one another, read; the others are read when their turn comes. */
export interface LegacyTables {
  file: LegacyFile;
  report: Report;
  /** The moment of the move, in milliseconds since 1970. */
  now: number;
  accounts: LegacyAccount[];
  products: LegacyProduct[];
  responses: LegacyResponse[];
  comments: LegacyComment[];
  productStatuses: ReadonlyMap<number, string>;
}

/**
 * Reads a file, before there is a transaction that would wait for it. Its report begins with what cannot be read.
 * @throws Fault invalid for a database of something else
 */
export function readTables(file: LegacyFile): LegacyTables {
  if (!file.tables.has("users"))
    throw new Fault("invalid", "This is not a database of the original system: it has no table `users`.");
  const [report, now] = [new Report(), Date.now()];
  const accounts = readAccounts(file, report, now);
  if (accounts.length === 0) throw new Fault("invalid", "The file has no accounts, so nothing of it could move in.");
  return {
    ...{ file, report, now, accounts },
    products: readProducts(file, report, now),
    responses: readResponses(file, report, now),
    comments: readComments(file, report, now),
    productStatuses: readProductStatuses(file),
  };
}
