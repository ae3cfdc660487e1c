import type { NoticeRow } from "@/db/queries/assessment/exposures";

type About = Pick<NoticeRow, "kind" | "domain" | "agency" | "verified_on" | "marking" | "reference">;

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const dayOf = (date: string) => day.format(new Date(`${date}T00:00:00Z`));

/** What was found, in words: never what it is. */
export const exposureOf = ({ kind, domain }: Pick<About, "kind" | "domain">) =>
  kind === "credential" ? `An exposed credential of ${domain}` : `An exposed system of ${domain}`;

/** The whole of what is known here, in a sentence. */
export const sentenceOf = (notice: About) =>
  `${exposureOf(notice)} was verified by ${notice.agency} on ${dayOf(notice.verified_on)} (${notice.marking}). Ask them under ${notice.reference}.`;

/** The document that a library keeps of a notice. The same notice is the same text. */
export function noticeDocument(notice: About & { organization: string }) {
  const marking = notice.marking.replace(":", "-");
  return {
    filename: `Exposure ${notice.reference} ${marking} ${notice.verified_on}.txt`,
    title: `Exposure ${notice.reference}`,
    description: sentenceOf(notice),
    text: [
      `${notice.marking}`,
      "",
      `Exposure notice ${notice.reference}`,
      "",
      `Told to:      ${notice.organization}`,
      `Concerns:     ${exposureOf(notice)}`,
      `Verified by:  ${notice.agency}`,
      `Verified on:  ${notice.verified_on}`,
      `Marking:      ${notice.marking}`,
      "",
      "Written by SecureSphere from the notice it delivered. What was found is not in it:",
      `whoever needs to know asks ${notice.agency} under the reference above.`,
      "",
    ].join("\n"),
  };
}
