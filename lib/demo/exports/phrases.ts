/*
 * What people in made-up chats say. {goods}, {place}, {price}, {amount}, {contact} and {day} are filled in. Adverts are as
 * those that watchlists look for; look-alikes use the same words and mean nothing of the kind.
 */
export type Label = "advert" | "look_alike" | "chat";
export type Language = "en" | "ru" | "hi";

export interface Phrase {
  label: Label;
  language: Language;
  text: string;
}

const of =
  (label: Label, language: Language) =>
  (text: string): Phrase => ({ label, language, text });

export const goods: Record<Language, readonly string[]> = {
  en: ["snow", "molly", "white", "MDMA", "c0caine", "ket", "weed", "speed", "xanax bars", "LSD tabs"],
  ru: ["снег", "меф", "соль", "гашиш", "шишки", "амф", "скорость"],
  hi: ["maal", "charas", "ganja", "brown sugar", "goli", "chitta"],
};

export const places: Record<Language, readonly string[]> = {
  en: ["downtown", "the harbour", "north side", "the old market", "near the station"],
  ru: ["центр", "у вокзала", "северный район", "порт", "за парком"],
  hi: ["Bandra", "station ke paas", "Connaught Place", "purane bazaar", "college gate"],
};

export const days: Record<Language, readonly string[]> = {
  en: ["today", "tonight", "till Friday", "this weekend"],
  ru: ["сегодня", "ночью", "до пятницы", "на выходных"],
  hi: ["aaj", "aaj raat", "kal tak", "is hafte"],
};

export const phrases: readonly Phrase[] = [
  ...[
    "❄️ {goods} in stock, {amount} for {price}, {place}. {contact}",
    "fresh batch of {goods} 🔥 {amount} {price}, drop in {place}, {contact}",
    "Menu {day}: {goods}, {amount} from {price} 💊 stealth shipping, escrow only. {contact}",
    "plug in {place}, best {goods} 🍁 {amount} {price}. {contact}",
  ].map(of("advert", "en")),
  ...[
    "{goods} в наличии ❄️ {amount} — {price}, {place}, закладки. {contact}",
    "Свежий {goods}, клад {place}, {amount} {price} 🔥 {contact}",
    "магазин работает {day}: {goods} {amount} {price}. {contact}",
  ].map(of("advert", "ru")),
  ...[
    "bhai {goods} ready hai 🍁 {amount} {price} me, {place}. {contact}",
    "pure {goods} chahiye kya? {amount} {price}, {day} delivery {place} 💊 {contact}",
  ].map(of("advert", "hi")),
  ...[
    "The store confirmed delivery, the parcel comes {day}.",
    "police seized cocaine at the port, it was on the news {day}",
    "Let it snow! Ten centimetres {place} already ☃️",
    "molly is coming to dinner {day}, bring the white wine",
    "The pharmacy had no speed tests left, only the usual ones.",
    "He gave a talk on how customs found ketamine in a container.",
    "hash of the file does not match, download it again {day}",
  ].map(of("look_alike", "en")),
  ...[
    "снег идёт второй день, {place} всё стоит",
    "Полиция изъяла гашиш в порту, показывали {day}.",
    "добавь соль в суп и перец",
    "магазин подтвердил доставку, посылка придёт {day}",
  ].map(of("look_alike", "ru")),
  ...[
    "police ne charas pakda {place}, news me aaya",
    "brown sugar wali chai bana do",
    "naya maal aaya hai dukaan me, kapde acche hain",
  ].map(of("look_alike", "hi")),
  ...[
    "who is in {place} {day}?",
    "ok",
    "👍",
    "running ten minutes late, sorry",
    "Did you see the match? Unbelievable second half.",
    "can somebody send me the notes from {day}",
    "haha yes",
    "Happy birthday!! 🎉🎂",
    "The train to {place} is cancelled again…",
    "I'll bring the documents {day}, the meeting is at nine.\nAnd coffee.",
    "good morning all",
    "lol 😂😂",
  ].map(of("chat", "en")),
  ...[
    "привет, как дела?",
    "ок",
    "буду через десять минут",
    "кто {place} {day}?",
    "С днём рождения! 🎉",
    "не могу сейчас говорить, напишу позже",
    "спасибо большое",
  ].map(of("chat", "ru")),
  ...[
    "kya haal hai bhai",
    "haan theek hai",
    "kal milte hain {place}",
    "nahi yaar, {day} nahi ho payega 😅",
    "shukriya",
  ].map(of("chat", "hi")),
];

export const firstNames = "Alex Sam Mira Dmitri Олег Анна Raj Priya Noor Kai Лена Vikram Zoe Иван Tess Arjun".split(
  " ",
);
export const lastNames = "Novak Harper Орлова Singh Mehta Costa Ivanov Крылов Lund Rao Weber Diaz".split(" ");
export const chatNames = [
  "City Market 24/7",
  "Северный рынок",
  "Old Town neighbours",
  "Mumbai night crew",
  "Football Sundays",
  "Dvor и соседи",
  "Harbour deals ❄️",
  "Flat 12",
];
