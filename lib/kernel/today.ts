/** The day it is in UTC, ISO 8601: days of the database are compared with it as text. */
export const today = (now = new Date()): string => now.toISOString().slice(0, 10);

/** The day so many days from now, or before. */
export const daysFrom = (days: number, now = new Date()): string => today(new Date(now.getTime() + days * 86_400_000));

/** How many days from today a day is; negative when it is past. */
export const daysUntil = (day: string, now = new Date()): number =>
  Math.round((Date.parse(day) - Date.parse(today(now))) / 86_400_000);
