/** Signs that XML, and so no Word or Excel file, can hold: one of them, and the whole file counts as damaged. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** Halves of signs. */
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The same, with nothing in its texts that an office document cannot hold. Bytes and moments stay as they are. */
export function storableTexts<Value>(value: Value): Value {
  if (typeof value === "string") return value.replace(UNWRITABLE, "").replace(HALVES, "\ufffd") as Value;
  if (Array.isArray(value)) return value.map(storableTexts) as Value;
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, storableTexts(each)])) as Value;
}
