/** How long backups are kept: the newest of each of so many days, weeks and months (UTC). */
export interface Scheme {
  keep_days: number;
  keep_weeks: number;
  keep_months: number;
}

export interface Kept {
  id: number;
  created_at: Date;
  verification: "passed" | "failed" | null;
}

const DAY_MS = 86_400_000;
const dayOf = (at: Date) => Math.floor(at.getTime() / DAY_MS);
// The first of January 1970 was a Thursday; weeks begin on Mondays.
const weekOf = (at: Date) => Math.floor((dayOf(at) + 3) / 7);
const monthOf = (at: Date) => at.getUTCFullYear() * 12 + at.getUTCMonth();

/**
 * Which backups may go. Those of the last 24 hours stay whatever the scheme; so does the newest that was restored and found
 * whole, however old it is. Of a day, a week or a month, one that was found whole is kept before one that was not.
 */
export function toPrune<Backup extends Kept>(backups: readonly Backup[], scheme: Scheme, now: Date): Backup[] {
  const newestFirst = [...backups].sort((a, b) => b.created_at.getTime() - a.created_at.getTime());
  const preferred = [
    ...newestFirst.filter((backup) => backup.verification === "passed"),
    ...newestFirst.filter((backup) => backup.verification !== "passed"),
  ];
  const stays = new Set<Backup>(newestFirst.filter((backup) => now.getTime() - backup.created_at.getTime() < DAY_MS));
  const good = preferred[0];
  if (good) stays.add(good);
  const spans = [
    { of: dayOf, count: scheme.keep_days },
    { of: weekOf, count: scheme.keep_weeks },
    { of: monthOf, count: scheme.keep_months },
  ];
  for (const { of, count } of spans) {
    const taken = new Set<number>();
    for (const backup of preferred) {
      const span = of(backup.created_at);
      if (taken.has(span) || span <= of(now) - count) continue;
      taken.add(span);
      stays.add(backup);
    }
  }
  return newestFirst.filter((backup) => !stays.has(backup));
}
