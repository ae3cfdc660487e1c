/** The tables whose rows name files of the vault, each with which of its rows do. */
const naming = { evidence: "true", round_archives: "restored_at is null", content_archives: "data_key_id is not null" };

export const namingTables = Object.keys(naming) as (keyof typeof naming)[];

const rowsOf = (tables: readonly (keyof typeof naming)[]) =>
  `(${tables
    .map((table) => `select organization_id, sha256, size, data_key_id from ${table} where ${naming[table]}`)
    .join(" union all ")})`;

/**
 * Every row that names a file of the vault, as a table of a statement: what the sweep leaves, what a backup takes along and
 * what renewing keys seals anew. A table whose rows name files is added above.
 */
export const storedFiles = rowsOf(namingTables);

/** The same in a database of these tables, which may be of before some of them were. */
export const storedFilesOf = (tables: readonly string[]) =>
  rowsOf(namingTables.filter((table) => tables.includes(table)));
