import { config } from "@/lib/kernel/config";
import type { Mail } from "@/lib/notify/queue-mail";

/** Links begin with the configured address, whatever the request said its host was. */
const link = (path: string) => `${config().authUrl}${path}`;

const invitationLink = (token: string) => link(`/invitation/${token}`);
export const resetLink = (token: string) => link(`/reset/${token}`);

const greeting = (firstName: string) => (firstName ? `Hello ${firstName},` : "Hello,");

export function invitationMail(
  to: string,
  about: { organization: string; inviter: string; token: string; days: number },
): Mail {
  return {
    to,
    subject: `${about.inviter} invites you to ${about.organization} on SecureSphere`,
    text: `Hello,

${about.inviter} invites you to join ${about.organization} on SecureSphere.

Choose your user name and password here:
${invitationLink(about.token)}

The link works once and for ${about.days} days. If you did not expect it, ignore this mail.`,
  };
}

export function resetMail(to: string, about: { firstName: string; token: string; hours: number }): Mail {
  return {
    to,
    subject: "Choose a new password for SecureSphere",
    text: `${greeting(about.firstName)}

Choose a new password here:
${resetLink(about.token)}

The link works once and for ${about.hours === 1 ? "one hour" : `${about.hours} hours`}. If you did not ask for it, ignore this mail: your password stays as it is.`,
  };
}

export function passwordChangedMail(to: string, firstName: string): Mail {
  return {
    to,
    subject: "Your SecureSphere password was changed",
    text: `${greeting(firstName)}

The password of your account was changed, and your other devices were signed out.

If this was not you, choose a new one now and tell your administrator:
${link("/reset")}`,
  };
}

/** Tells of a change to what shows who somebody is. `what` is a sentence. */
export function credentialMail(to: string, about: { firstName: string; subject: string; what: string }): Mail {
  return {
    to,
    subject: about.subject,
    text: `${greeting(about.firstName)}

${about.what}

If this was not you, choose a new password now and tell your administrator:
${link("/reset")}`,
  };
}

export function keyCreatedMail(to: string, about: { firstName: string; name: string; prefix: string }): Mail {
  return {
    to,
    subject: "An API key was created for your SecureSphere account",
    text: `${greeting(about.firstName)}

The API key ${about.name ? `"${about.name}" ` : ""}(${about.prefix}…) was created. It acts as you.

If this was not you, revoke it and change your password:
${link("/account")}`,
  };
}
