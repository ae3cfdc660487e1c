/* Addresses written so that nobody clicks them, as reports and careful people do: hxxps://evil[.]example, mail[at]x(dot)y. */

/** A dot between labels, plain or defanged; a part of a regular expression. */
export const DOT = String.raw`(?:\.|\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\{dot\}|\\\.)`;

/** An at sign, plain or defanged. */
export const AT = String.raw`(?:@|\[@\]|\(@\)|\[at\]|\(at\)|\{at\})`;

const DOTS = /[[({](?:\.|dot)[\])}]|\\\./gi;
const ATS = /[[({](?:@|at)[\])}]/gi;
const COLONS = /\[:\]|\[:\/\/\]/g;

/** The address that is meant; unchanged where nothing was defanged. */
export function refang(text: string): string {
  return text
    .replace(/^(hxxp|h\*\*p|fxp)(?=s?(?::|\[))/i, (scheme) => (/^f/i.test(scheme) ? "ftp" : "http"))
    .replace(COLONS, (written) => (written.includes("/") ? "://" : ":"))
    .replace(DOTS, ".")
    .replace(ATS, "@");
}

/** Whether the text was defanged: nobody does that to what is no address. */
export const isDefanged = (text: string) => refang(text) !== text;
