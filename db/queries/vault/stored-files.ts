/**
 * Every row that names a file of the vault, as a table of a statement: what the sweep leaves, what a backup takes along and
 * what renewing keys seals anew. A table whose rows name files is added here, and to `namingTables`.
 */
export const storedFiles = `(
  select organization_id, sha256, size, data_key_id from evidence
  union all
  select organization_id, sha256, size, data_key_id from round_archives where restored_at is null)`;

/** The same in a database of these tables: of before rounds were archived, evidence alone. */
export const storedFilesOf = (tables: readonly string[]) =>
  tables.includes("round_archives") ? storedFiles : "evidence";

/** The tables of it. */
export const namingTables = ["evidence", "round_archives"] as const;
