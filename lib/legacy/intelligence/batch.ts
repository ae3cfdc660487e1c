import { insertRecords, recallRecords, type RecordRow } from "@/db/queries/legacy/records";
import type { Tx } from "@/lib/kernel/database";
import type { Report } from "../report";
import type { Line } from "./system-row";

/** Where a system moves in, as its beginning found out. */
export interface Place {
  organizationId: number;
  originId: number;
  importId: number;
  filename: string;
  /** Who stands for what names nobody; null: such rows are left. */
  responsibleId: number | null;
  /** Whether administrators stay ones, which is over everything here. */
  keepsAdministrators: boolean;
  /** Which table a column points to, by `table.column`, where the file says so. */
  references: ReadonlyMap<string, string>;
}

/** Tables of the system, and the tables here that hold what their rows became. */
const TARGETS = {
  system_users: "users",
  sources: "sources",
  users: "subjects",
  keywords: "keywords",
  content: "content",
  detections: "detections",
  identifiers: "identifiers",
  osint_results: "osint_results",
  osint_identifier_links: "osint_identifier_links",
  cases: "cases",
  user_case_links: "user_case_links",
  subject_case_links: "subject_case_links",
  content_case_links: "content_case_links",
  identifier_case_links: "identifier_case_links",
} as const;
export type SystemTable = keyof typeof TARGETS;

/** A batch of one table's rows on its way in. Each asks the ledger once a table, however many rows it has. */
export class Batch {
  private readonly added: RecordRow[] = [];
  readonly left: { key: string; reason: string }[] = [];

  constructor(
    readonly tx: Tx,
    readonly place: Place,
    readonly report: Report,
    readonly table: SystemTable,
    /** Milliseconds since 1970; one moment for the whole move. */
    readonly now: number,
  ) {}

  /** How many rows moved in by this batch. */
  get count() {
    return this.added.length;
  }

  /** The lines that have not moved in yet. Of the others the report says that they are here, or changed there since. */
  async fresh(lines: readonly Line[]): Promise<Line[]> {
    const known = await this.recall(
      this.table,
      lines.map(({ key }) => key),
    );
    return lines.filter(({ key, content }) => {
      const record = known.get(key);
      if (!record) return true;
      this.report.know(this.table);
      if (record.content !== content)
        this.report.leave(this.table, "changed there since it moved in; kept as it is here", key);
      return false;
    });
  }

  /** What rows of a table became, by their keys: those that are still here. */
  async refer(table: SystemTable, keys: readonly (string | undefined)[]): Promise<ReadonlyMap<string, number>> {
    const records = await this.recall(
      table,
      keys.filter((key) => key !== undefined),
    );
    return new Map([...records].filter(([, { is_here }]) => is_here).map(([key, { id }]) => [key, id]));
  }

  private async recall(table: SystemTable, keys: readonly string[]) {
    if (keys.length === 0) return new Map<string, never>();
    const { originId, organizationId } = this.place;
    const about = { originId, organizationId, table, target: TARGETS[table] };
    const rows = await recallRecords(this.tx, about, [...new Set(keys)]);
    return new Map(rows.map((row) => [row.key, row]));
  }

  /** Notes that a row moved in, and as what. */
  take({ key, content, row }: Line, id: number): void {
    row.tell(this.report);
    this.report.take(this.table);
    this.added.push({ table_name: this.table, legacy_key: key, content, record_id: id });
  }

  /** Sets a row aside, with the reason. */
  leave({ key }: Pick<Line, "key">, reason: string, detail = ""): void {
    this.report.leave(this.table, reason, key, detail);
    this.left.push({ key, reason });
  }

  async keep(): Promise<void> {
    await insertRecords(this.tx, this.place.originId, this.added);
  }
}
