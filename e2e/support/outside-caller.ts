import { encodeSession } from "@/app/_http/session";
import { newKey } from "@/lib/identity/key-format";
import { scopes as allScopes, type Scope } from "@/lib/kernel/actor";
import type { Door } from "./front-door";
import type { Person, World } from "./world";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body, if it is JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests assert its shape
  body: any;
}

export interface Call {
  key?: string;
  cookie?: string;
  /** Sent as JSON. */
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
}

/** A key of a person, as `api-key create` would make it; with all scopes unless told otherwise. */
export async function makeKey(world: World, person: Person, scopes: readonly Scope[] = allScopes): Promise<string> {
  const { key, prefix, hash } = newKey();
  await world.sql("insert into api_keys (user_id, name, prefix, key_hash, scopes) values ($1, 'test', $2, $3, $4)", [
    person.id,
    prefix,
    hash,
    scopes,
  ]);
  return key;
}

/** The cookie of a new session of a person, as a browser would send it. */
export async function makeCookie(world: World, person: Person): Promise<string> {
  const sid = crypto.randomUUID();
  await world.sql(
    "insert into sessions (user_id, token_hash, expires_at) values ($1, sha256($2::bytea), now() + interval '1 day')",
    [person.id, Buffer.from(sid)],
  );
  return `securesphere.session=${await encodeSession({ sub: String(person.id), sid })}`;
}

/** Calls the API over HTTP, as somebody who knows only its address. */
export async function call(door: Door, method: string, path: string, options: Call = {}): Promise<Answer> {
  const { key, cookie, json, body, headers } = options;
  const response = await fetch(door.url + path, {
    method,
    redirect: "manual",
    headers: {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(cookie && { cookie }),
      ...(json !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    body: json === undefined ? body : JSON.stringify(json),
  });
  // A stream has no end to wait for.
  const endless = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (endless) await response.body?.cancel();
  const text = endless ? "" : await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text ? JSON.parse(text) : undefined,
  };
}
