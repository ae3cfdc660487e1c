const bytes = (name: string, fallback: number) => Number(process.env[name] || fallback);

const MIB = 1024 * 1024;

/** The largest file that is taken, in bytes (docs/OPERATIONS.md). */
export const maxFileBytes = () => bytes("VAULT_MAX_FILE_BYTES", 50 * MIB);

/** What one organization may store in all, in bytes; the same content counts once. */
export const maxOrganizationBytes = () => bytes("VAULT_MAX_ORGANIZATION_BYTES", 20 * 1024 * MIB);

/** 52428800 → "50 MiB", for messages. */
export function inWords(count: number): string {
  if (count >= 1024 * MIB) return `${Math.round((count / MIB / 1024) * 10) / 10} GiB`;
  if (count >= MIB) return `${Math.round((count / MIB) * 10) / 10} MiB`;
  return count >= 1024 ? `${Math.round(count / 1024)} KiB` : `${count} bytes`;
}
