/** A score on 0–5 with two decimals. */
export const written = (score: number) => score.toFixed(2);

/** What the overall score gains: "+0.30". */
export const gained = (gain: number) => `${gain < 0 ? "−" : "+"}${Math.abs(gain).toFixed(2)}`;

/** "1 action", "2 actions". */
export const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A priority as a person reads it: three figures are enough to compare. */
export const priorityText = (priority: number) => (priority >= 100 ? priority.toFixed(0) : priority.toPrecision(3));

/** A target or planned score, without decimals that say nothing. */
export const level = (score: number) => String(Math.round(score * 100) / 100);
