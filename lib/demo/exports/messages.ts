import { createHash } from "node:crypto";
import { createBase58check } from "@scure/base";
import { chatNames, days, firstNames, goods, lastNames, phrases, places, type Label, type Language } from "./phrases";

interface MadeAuthor {
  id: number;
  name: string;
  username: string;
}

export interface MadeChat {
  id: number;
  name: string;
  type: "private_supergroup" | "public_channel" | "private_group" | "personal_chat";
}

/** A piece of a text that a messenger would mark. */
export interface Piece {
  type: "plain" | "phone" | "email" | "mention" | "link" | "bold";
  text: string;
}

export interface MadeMessage {
  /** Unique in its chat. */
  id: number;
  chat: MadeChat;
  author: MadeAuthor;
  /** In whole seconds. */
  at: Date;
  pieces: Piece[];
  text: string;
  replyTo?: number;
  media?: "photo" | "voice_message" | "sticker";
  /** Somebody joins: the messenger itself says so. */
  service?: "join_group_by_link";
  label: Label;
  language: Language;
}

interface MadeOptions {
  seed: number;
  count: number;
  chats?: number;
  /** The moment of the last message; those before are minutes apart. */
  until?: Date;
  /** Part of messages that are adverts, and that look like them. */
  adverts?: number;
  lookAlikes?: number;
}

const base58check = createBase58check((bytes: Uint8Array) => createHash("sha256").update(bytes).digest());

/** Numbers that follow from a seed: the same everywhere. */
function numbersOf(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const TYPES: MadeChat["type"][] = ["private_supergroup", "public_channel", "private_group", "private_supergroup"];
const byLabel = { advert: some("advert"), look_alike: some("look_alike"), chat: some("chat") };
function some(label: Label) {
  return phrases.filter((phrase) => phrase.label === label);
}

/**
 * Messages of made-up chats in the order of time, as many as wanted: the same seed makes the same. Sellers keep their
 * number, wallet and name from chat to chat, so that there is something to connect.
 */
export function* madeMessages({ seed, count, chats = 4, until, adverts = 0.08, lookAlikes = 0.06 }: MadeOptions) {
  const random = numbersOf(seed);
  const rooms = Array.from({ length: chats }, (_, at): MadeChat => ({
    id: 1_400_000_000 + seed * 1_000 + at,
    name: at < chatNames.length ? chatNames[at]! : `${chatNames[at % chatNames.length]} ${at}`,
    type: TYPES[at % TYPES.length]!,
  }));
  const people = Array.from({ length: Math.max(12, chats * 8) }, (_, at) => personOf(random, seed, at));
  const sellers = people.slice(0, Math.max(3, Math.floor(people.length / 8))).map((author) => sellerOf(random, author));
  const nextIds = rooms.map(() => 1);
  let at = Math.floor((until ?? new Date("2026-10-31T20:00:00Z")).getTime() / 1000) - count * 67;
  for (let made = 0; made < count; made += 1) {
    at += 1 + Math.floor(random() * 132);
    const room = Math.floor(random() * rooms.length);
    const chat = rooms[room]!;
    const id = nextIds[room]!;
    nextIds[room] = id + 1 + (random() < 0.02 ? 1 : 0);
    const drawn = random();
    const label: Label = drawn < adverts ? "advert" : drawn < adverts + lookAlikes ? "look_alike" : "chat";
    const seller = pick(random, sellers);
    const author = label === "advert" ? seller.author : pick(random, people);
    const phrase = pick(random, byLabel[label]);
    const service = label === "chat" && random() < 0.01;
    const pieces = service ? [] : piecesOf(random, phrase.text, phrase.language, seller);
    const message: MadeMessage = {
      ...{ id, chat, author, at: new Date(at * 1000), pieces, label, language: phrase.language },
      text: pieces.map(({ text }) => text).join(""),
      ...(id > 3 && random() < 0.15 && { replyTo: id - 1 - Math.floor(random() * 2) }),
      ...(service && { service: "join_group_by_link" as const }),
      ...(!service && random() < 0.06 && { media: pick(random, ["photo", "voice_message", "sticker"] as const) }),
    };
    yield message;
  }
}

function personOf(random: Random, seed: number, at: number): MadeAuthor {
  const name = `${pick(random, firstNames)} ${pick(random, lastNames)}`;
  return { id: 500_000_000 + seed * 10_000 + at, name, username: `user_${seed}_${at}` };
}

interface Seller {
  author: MadeAuthor;
  contacts: Piece[][];
}

function sellerOf(random: Random, author: MadeAuthor): Seller {
  const handle = `${pick(random, ["snow", "kot", "maal", "plug", "north"])}_${1000 + Math.floor(random() * 9000)}`;
  const phone = pick(random, [
    () => `+44 7${String(700_900_000 + Math.floor(random() * 1_000)).padStart(9, "0")}`,
    () =>
      `+7 916 ${100 + Math.floor(random() * 900)}-${10 + Math.floor(random() * 90)}-${10 + Math.floor(random() * 90)}`,
    () => `+91 98${String(Math.floor(random() * 100_000_000)).padStart(8, "0")}`,
  ])();
  const hash = Uint8Array.from({ length: 20 }, () => Math.floor(random() * 256));
  const wallet = base58check.encode(Uint8Array.from([0, ...hash]));
  const plain = (text: string): Piece => ({ type: "plain", text });
  return {
    author: { ...author, username: handle },
    contacts: [
      [plain("write "), { type: "mention", text: `@${handle}` }],
      [plain("call "), { type: "phone", text: phone }],
      [plain("pay to "), plain(wallet), plain(", then "), { type: "mention", text: `@${handle}` }],
      [{ type: "email", text: `${handle}@mail.example.org` }],
      [{ type: "link", text: `https://market-${handle.split("_")[1]}.example.net/menu` }],
    ],
  };
}

function piecesOf(random: Random, text: string, language: Language, seller: Seller): Piece[] {
  const pieces: Piece[] = [];
  for (const part of text.split(/(\{\w+\})/)) {
    if (part === "{contact}") pieces.push(...pick(random, seller.contacts));
    else if (part === "{goods}")
      pieces.push({ type: random() < 0.3 ? "bold" : "plain", text: pick(random, goods[language]) });
    else if (part) pieces.push({ type: "plain", text: fill(random, part, language) });
  }
  return joined(pieces);
}

function fill(random: Random, part: string, language: Language): string {
  if (part === "{place}") return pick(random, places[language]);
  if (part === "{day}") return pick(random, days[language]);
  if (part === "{amount}") return `${pick(random, ["1", "2", "3.5", "5", "10"])}${language === "ru" ? "г" : "g"}`;
  if (part !== "{price}") return part;
  const price = 10 * (2 + Math.floor(random() * 20));
  return { en: `£${price}`, ru: `${price * 100}₽`, hi: `₹${price * 50}` }[language];
}

/** Plain pieces that follow each other are one. */
function joined(pieces: Piece[]): Piece[] {
  const list: Piece[] = [];
  for (const piece of pieces) {
    const last = list.at(-1);
    if (last?.type === "plain" && piece.type === "plain") last.text += piece.text;
    else list.push({ ...piece });
  }
  return list;
}
