const bytes = (name: string, fallback: number) => Number(process.env[name] || fallback);

const MB = 1_000_000;

/** The largest file that is taken, in bytes (docs/OPERATIONS.md). */
export const maxFileBytes = () => bytes("VAULT_MAX_FILE_BYTES", 50 * MB);

/** The largest export that is taken into the intelligence workspace, in bytes (docs/OPERATING.md). */
export const maxImportBytes = () => bytes("INTELLIGENCE_MAX_IMPORT_BYTES", 4_000 * MB);

/** What one organization may store in all, in bytes; the same content counts once. */
export const maxOrganizationBytes = () => bytes("VAULT_MAX_ORGANIZATION_BYTES", 20_000 * MB);

/** 50000000 → "50 MB", for messages. */
export function inWords(count: number): string {
  const [unit, size] = (
    [
      ["GB", 1e9],
      ["MB", 1e6],
      ["kB", 1e3],
    ] as const
  ).find(([, least]) => count >= least) ?? ["bytes", 1];
  return `${Math.round((count / size) * 10) / 10} ${unit}`;
}
