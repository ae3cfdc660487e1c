import { storableText, type Hidden, type Tagged } from "./record";

/** A part of a text that the export marks. */
interface Entity {
  type: string;
  start: number;
  end: number;
  [more: string]: unknown;
}

export interface ReadText {
  text: string;
  entities: Entity[];
  tagged: Tagged[];
  hidden: Hidden[];
}

const KINDS = new Map<string, Tagged["kind"]>([
  ["email", "email"],
  ["phone", "phone"],
  ["link", "url"],
  ["mention", "handle"],
]);

/** A text is a string, or an array of strings and of parts with a type; the places of parts follow from their order. */
export function readTelegramText(given: unknown): ReadText {
  const read: ReadText = { text: "", entities: [], tagged: [], hidden: [] };
  for (const part of Array.isArray(given) ? (given as unknown[]) : [given]) {
    if (typeof part === "string") read.text += storableText(part);
    else if (part !== null && typeof part === "object") addPart(read, part as Record<string, unknown>);
  }
  return read;
}

function addPart(read: ReadText, part: Record<string, unknown>) {
  const text = typeof part.text === "string" ? storableText(part.text) : "";
  const start = read.text.length;
  read.text += text;
  const type = typeof part.type === "string" ? part.type : "plain";
  if (type === "plain") return;
  const end = read.text.length;
  const { href, user_id, language, document_id } = part;
  read.entities.push({ type, start, end, ...defined({ href, user_id, language, document_id }) });
  const kind = KINDS.get(type);
  if (kind && end > start) read.tagged.push({ kind, start, end });
  if (type === "text_link" && typeof href === "string") read.hidden.push({ text: storableText(href), start, end });
}

const defined = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
