import type { Mail } from "@/lib/notify/queue-mail";
import { credentialMail } from "../mails";

interface Person {
  email: string;
  firstName: string;
}

const mail = (subject: string, what: string) => (person: Person) =>
  credentialMail(person.email, { firstName: person.firstName, subject, what });

export const recoveryCodeMail: (person: Person) => Mail = mail(
  "A recovery code was used for your SecureSphere account",
  "Somebody signed in to your account, or confirmed that it was you, with your password and one of your recovery codes. That code does not work again.",
);

export const codesRenewedMail: (person: Person) => Mail = mail(
  "Your SecureSphere recovery codes were replaced",
  "New recovery codes were made for your account. The earlier ones do not work any more.",
);

export const factorsResetMail: (person: Person) => Mail = mail(
  "Your second factor for SecureSphere was removed",
  "An administrator removed every authenticator app, passkey and recovery code from your account, and signed you out everywhere. Your password was not changed. Add a second factor again after you have signed in.",
);

/** `what` is an authenticator app or a passkey, with its name. */
export const factorAddedMail = (person: Person, what: string): Mail =>
  mail(
    "A second factor was added to your SecureSphere account",
    `${what} was added to your account. From now on it can be used to sign in, and your other devices were signed out.`,
  )(person);

export const factorRemovedMail = (person: Person, what: string): Mail =>
  mail(
    "A second factor was removed from your SecureSphere account",
    `${what} was removed from your account and cannot be used to sign in any more.`,
  )(person);
