import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";

const PERIOD = 30;

/** 160 random bits, as RFC 4226 asks. */
export const newTotpSecret = () => randomBytes(20);

const generator = (secret: Buffer, label = "") =>
  new TOTP({
    issuer: "SecureSphere",
    label,
    algorithm: "SHA1", // what every app knows; as a keyed hash it is sound
    digits: 6,
    period: PERIOD,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });

/** How a secret gets into an app: typed, in groups of four, or by a picture that the app's camera reads. */
export function describeTotpSecret(secret: Buffer, label: string): { text: string; picture: string } {
  const totp = generator(secret, label);
  const svg = renderSVG(totp.toString(), { ecc: "M", border: 2 });
  return {
    text: totp.secret.base32.replace(/(.{4})(?=.)/g, "$1 "),
    picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`,
  };
}

/** The half minute that a code belongs to: this one, the last or, where clocks differ, the next. Undefined: none of them. */
export function stepOfCode(secret: Buffer, code: string, now = Date.now()): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined; // the library throws for letters of several bytes
  const delta = generator(secret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD) + delta;
}
