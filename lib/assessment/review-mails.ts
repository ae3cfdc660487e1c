import { config } from "@/lib/kernel/config";
import type { Mail } from "@/lib/notify/queue-mail";

const greeting = (firstName: string) => (firstName ? `Hello ${firstName},` : "Hello,");
const answers = (count: number) => (count === 1 ? "one answer" : `${count} answers`);

/** Tells a lead that there is something to review. `path` is where. */
export function submittedMail(
  to: { email: string; first_name: string },
  about: { who: string; product: string; section?: string; count: number; path: string },
): Mail {
  return {
    to: to.email,
    subject: `${about.product}: ${answers(about.count)} to review`,
    text: `${greeting(to.first_name)}

${about.who} handed in ${answers(about.count)} of ${about.product}${about.section ? `, section ${about.section}` : ""}.

Review them here:
${config().authUrl}${about.path}`,
  };
}

/** Tells those who answer that everything they handed in has been judged. */
export function reviewedMail(
  to: { email: string; first_name: string },
  about: { who: string; product: string; summary: string; cameBack: number; path: string },
): Mail {
  return {
    to: to.email,
    subject: `${about.product}: your answers were reviewed`,
    text: `${greeting(to.first_name)}

${about.who} has reviewed all you handed in for ${about.product}: ${about.summary}.

${about.cameBack > 0 ? "What came back to you" : "The results"}:
${config().authUrl}${about.path}`,
  };
}
