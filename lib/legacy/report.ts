/** Rows of one table that fared alike, and why. */
export interface Fate {
  table: string;
  reason: string;
  count: number;
  /** The first of them, by their key there and what there is to say about each. */
  rows: string[];
}

export interface LegacyReport {
  file: string;
  sha256: string;
  dry_run: boolean;
  /** The file's rows that are here now, by table. */
  taken: Record<string, number>;
  /** Those that moved in earlier. */
  known: Record<string, number>;
  /** What there was not in the file but is needed here: organizations, assignments, a questionnaire. */
  made: Record<string, number>;
  changed: Fate[];
  left: Fate[];
  /** What whoever operates the installation should know, or do. */
  notes: string[];
}

const MOST_ROWS = 200;

/** Gathers what becomes of a file's rows. */
export class Report {
  private readonly taken = new Map<string, number>();
  private readonly known = new Map<string, number>();
  private readonly made = new Map<string, number>();
  private readonly changed = new Map<string, Fate>();
  private readonly left = new Map<string, Fate>();
  private readonly notes: string[] = [];

  take(table: string, count = 1) {
    add(this.taken, table, count);
  }

  know(table: string) {
    add(this.known, table, 1);
    add(this.taken, table, 0);
  }

  make(what: string, count: number) {
    add(this.made, what, count);
  }

  /** A row that was taken, but not as it was. */
  change(table: string, reason: string, key: string | number, detail = "") {
    this.file(this.changed, table, reason, key, detail);
  }

  /** A row, or a value of it, that was not taken. */
  leave(table: string, reason: string, key: string | number, detail = "") {
    add(this.taken, table, 0);
    this.file(this.left, table, reason, key, detail);
  }

  /** Many rows at once, of which there is nothing to say one by one. */
  leaveAll(table: string, reason: string, count: number) {
    if (count === 0) return;
    add(this.taken, table, 0);
    this.left.set(`${table}\0${reason}`, { table, reason, count, rows: [] });
  }

  note(sentence: string) {
    this.notes.push(sentence);
  }

  /** How many rows were taken in all. */
  get total() {
    return [...this.taken.values()].reduce((sum, count) => sum + count, 0);
  }

  result(about: Pick<LegacyReport, "file" | "sha256" | "dry_run">): LegacyReport {
    return {
      ...about,
      taken: Object.fromEntries(this.taken),
      known: Object.fromEntries(this.known),
      made: Object.fromEntries([...this.made].filter(([, count]) => count > 0)),
      changed: [...this.changed.values()],
      left: [...this.left.values()],
      notes: this.notes,
    };
  }

  private file(fates: Map<string, Fate>, table: string, reason: string, key: string | number, detail: string) {
    const place = `${table}\0${reason}`;
    const fate = fates.get(place) ?? { table, reason, count: 0, rows: [] };
    fate.count++;
    if (fate.rows.length < MOST_ROWS) fate.rows.push(detail ? `${key}: ${detail}` : `${key}`);
    fates.set(place, fate);
  }
}

const add = (counts: Map<string, number>, name: string, count: number) =>
  void counts.set(name, (counts.get(name) ?? 0) + count);
