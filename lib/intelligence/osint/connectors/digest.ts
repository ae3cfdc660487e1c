import { createHash, randomBytes } from "node:crypto";

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/**
 * The answer to a challenge of HTTP digest authentication (RFC 7616, MD5 with `auth`), which SpiderFoot asks for; undefined
 * for a challenge of another kind.
 */
export function answerDigest(
  challenge: string,
  { user, password, method, path }: { user: string; password: string; method: string; path: string },
): string | undefined {
  if (!/^digest /i.test(challenge)) return undefined;
  const parts = Object.fromEntries(
    [...challenge.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name, quoted, bare]) => [
      name!.toLowerCase(),
      quoted ?? bare,
    ]),
  );
  const { realm = "", nonce = "", opaque } = parts;
  if (parts.algorithm && parts.algorithm.toUpperCase() !== "MD5") return undefined;
  const secret = md5(`${user}:${realm}:${password}`);
  const what = md5(`${method}:${path}`);
  const count = "00000001";
  const own = randomBytes(8).toString("hex");
  const isAuth = parts.qop?.split(",").some((each) => each.trim() === "auth");
  const response = md5(isAuth ? `${secret}:${nonce}:${count}:${own}:auth:${what}` : `${secret}:${nonce}:${what}`);
  const said = [
    `username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${path}"`,
    `response="${response}"`,
  ];
  if (isAuth) said.push("qop=auth", `nc=${count}`, `cnonce="${own}"`);
  if (opaque !== undefined) said.push(`opaque="${opaque}"`);
  return `Digest ${said.join(", ")}`;
}
