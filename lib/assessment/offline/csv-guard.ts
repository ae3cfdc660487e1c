/*
 * A spreadsheet takes some texts of a CSV file for formulas. They get an apostrophe on the way out, and lose it on the way
 * in; one that begins with apostrophes already gets one more, so that every text comes back as it was.
 */

const risky = /^'*[\s\0]*[=+\-@＝＋－＠]/;

export const guarded = (text: string) => (risky.test(text) ? `'${text}` : text);
export const unguarded = (text: string) => (text.startsWith("'") && risky.test(text) ? text.slice(1) : text);
