/** A time as ISO 8601 writes it, in UTC with microseconds: a trail's time finds its entry again. */
export const isoTime = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
