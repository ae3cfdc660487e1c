import path from "node:path";
import { getProductResponses } from "@/lib/assessment/get-product-responses";
import { listProducts } from "@/lib/assessment/list-products";
import { signIn } from "@/lib/identity/sign-in";
import { hashToken } from "@/lib/identity/token";
import type { Caller } from "@/lib/kernel/actor";

/** An environment without anything of a real installation's. */
export function isolate(home: string) {
  for (const name of [
    "DATABASE_URL",
    "DATABASE_APP_URL",
    "DATABASE_DIRECT_URL",
    "DATABASE_LISTEN_URL",
    "AUTH_SECRET",
    "SECURESPHERE_ENCRYPTION_KEYS",
    "STORAGE_URL",
  ])
    delete process.env[name];
  Object.assign(process.env, {
    SECURESPHERE_DATA_DIR: path.join(home, "machine"),
    BACKUP_URL: `file:${encodeURI(path.join(home, "elsewhere"))}`,
  });
}

export async function signedIn(login: string, password: string): Promise<Caller> {
  const stranger: Caller = { credential: { kind: "none" }, requestId: "drill", address: "127.0.0.1", agent: "drill" };
  const outcome = await signIn(stranger, { login, password });
  if (outcome.kind !== "signed-in") throw new Error(`${login} could not sign in.`);
  return { ...stranger, credential: { kind: "session", hash: hashToken(outcome.token) } };
}

/** Every answer that the caller sees, as the API gives it. */
export async function answersOf(caller: Caller) {
  const { products } = await listProducts(caller, {});
  const pages = await Promise.all(
    products.map(({ id }) => getProductResponses(caller, { product_id: id, limit: 1000 })),
  );
  return pages.flatMap(
    (page) =>
      (JSON.parse(page) as { responses: { product_id: number; question_id: number; status: string }[] }).responses,
  );
}
