import { hkdfSync } from "node:crypto";

/** The password of the server's role where nobody chose one. Derived, so that replicas agree without sharing one more secret. */
export const appPassword = (authSecret: string): string =>
  Buffer.from(hkdfSync("sha256", authSecret, "", "securesphere database role", 24)).toString("base64url");
