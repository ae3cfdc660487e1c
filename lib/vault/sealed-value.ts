import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const NONCE = 12;
const TAG = 16;

/** Where a sealed value stands; it opens nowhere else. */
export interface Place {
  table: string;
  column: string;
  organizationId: number;
  /** What tells its row from others, from before it is written. */
  row: string | number;
}

const contextOf = ({ table, column, organizationId, row }: Place) =>
  Buffer.from(`securesphere|${table}.${column}|${organizationId}|${row}`);

/** Seals a small secret for a column, under a tenant's data key: nonce, ciphertext, tag. */
export function sealValue(plain: Buffer, key: Buffer, place: Place): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(contextOf(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when key or place is another, or a bit was changed */
export function openValue(sealed: Buffer, key: Buffer, place: Place): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(contextOf(place))
    .setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
}

/** Where the secret of a person's authenticator app stands. */
export const secretPlace = (organizationId: number, userId: number): Place => ({
  table: "authenticators",
  column: "secret",
  organizationId,
  row: userId,
});

/** Where the secret of an organization's provider of single sign-on stands. */
export const providerSecretPlace = (organizationId: number): Place => ({
  table: "sso_providers",
  column: "client_secret",
  organizationId,
  row: organizationId,
});
