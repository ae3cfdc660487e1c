import type { MailedNoticeRow, NoticeMail } from "@/db/queries/notify/notice-mails";
import { config } from "@/lib/kernel/config";
import { topicOf, topics } from "./topics";

/** Notices that a digest spells out; the inbox has the others. */
const MOST_IN_DIGEST = 50;

type Written = Omit<NoticeMail, "status">;

const greeting = (firstName: string) => (firstName ? `Hello ${firstName},` : "Hello,");
const linkTo = (path: string) => `${config().authUrl}${path}`;
/** A subject is one line, whatever a question or product is called. */
const oneLine = (text: string) => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 150 ? `${line.slice(0, 149)}…` : line;
};

/** The mail that tells of one notice: what happened, by whom, and the way there. */
export function instantMail(notice: MailedNoticeRow): Written {
  const topic = topicOf(notice.kind);
  const what = [
    `${oneLine(notice.subject)}${notice.actor ? ` (${notice.actor})` : ""}`,
    topics[topic].mailsDetail && notice.detail,
  ];
  return {
    ...to(notice),
    key: `notice:${notice.id}`,
    subject: oneLine(notice.subject),
    body: [greeting(notice.first_name), what.filter(Boolean).join("\n"), `Open it here:\n${linkTo(notice.link)}`].join(
      "\n\n",
    ),
    unsubscribe: topic,
    organizationIds: [notice.organization_id],
    noticeIds: [notice.id],
  };
}

/** The mail that tells of a day's notices of one reader. */
export function digestMail(notices: readonly MailedNoticeRow[], day: string): Written {
  const [first] = notices;
  const count = notices.length === 1 ? "one notice" : `${notices.length} notices`;
  const lines = notices
    .slice(0, MOST_IN_DIGEST)
    .map(({ subject, actor, link }) => `- ${oneLine(subject)}${actor ? ` (${actor})` : ""}\n  ${linkTo(link)}`);
  const further = notices.length - MOST_IN_DIGEST;
  return {
    ...to(first!),
    key: `digest:${first!.user_id}:${day}`,
    subject: `Your digest: ${count}`,
    body: [
      greeting(first!.first_name),
      `You have ${count} that you have not read yet.`,
      lines.join("\n"),
      `${further > 0 ? `${further} more, and all` : "All"} of them in your inbox:\n${linkTo("/inbox")}`,
    ].join("\n\n"),
    unsubscribe: "digest",
    organizationIds: [...new Set(notices.map((notice) => notice.organization_id))],
    noticeIds: notices.map(({ id }) => id),
  };
}

const to = ({ email, user_id }: MailedNoticeRow) => ({ recipient: email, recipientId: user_id });
