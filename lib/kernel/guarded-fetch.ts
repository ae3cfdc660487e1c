import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import { request as requestPlain, type IncomingMessage } from "node:http";
import { request as requestSecure } from "node:https";
import { BlockList, isIP } from "node:net";

/** Whoever was called did not answer, or stands where we do not go. */
export class Unreachable extends Error {}

/** How far calls of one kind may go. */
export interface Guard {
  /** Hosts that may stand in a private network: named by whoever starts the server, not by whoever uses it. */
  privateHosts: readonly string[];
  /** The variable that names them, for messages. */
  setting: string;
  waitMs: number;
  mostBytes: number;
}

/** Networks that are nobody's public address. A list of both kinds finds every IPv4 address in ::ffff:0:0/96, so there are two. */
const inner = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inner.ipv4.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 64], // holds IPv4 addresses mapped, compatible and translated
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  inner.ipv6.addSubnet(network, bits, "ipv6");

const isInner = (address: string) =>
  isIP(address) === 6 ? inner.ipv6.check(address, "ipv6") : inner.ipv4.check(address, "ipv4");
const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, "");
const isLoopback = (hostname: string) => /^(localhost|127\.0\.0\.1|::1)$/.test(hostname);

/** Why we do not go to an address, as far as it says so itself; undefined: we may. */
export function addressProblem(
  address: string,
  { privateHosts, setting }: Pick<Guard, "privateHosts" | "setting">,
): string | undefined {
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password) return "should have no user name in it: a credential has its own place";
  const host = bare(hostname);
  const named = privateHosts.includes(host);
  if (protocol !== "https:" && !(protocol === "http:" && named && isLoopback(host)))
    return "should begin with https://";
  if (!named && (isLoopback(host) || (isIP(host) && isInner(host)))) {
    return `is in a private network: name its host in ${setting}`;
  }
  return undefined;
}

/**
 * Calls another service: over TLS, at public addresses alone unless the operator named the host, without following
 * redirections, with limited time and room. What a name resolves to is judged at the moment of the connection.
 * @throws Unreachable
 */
export async function guardedFetch(
  address: string,
  {
    method = "GET",
    headers,
    body,
    signal,
  }: { method?: string; headers?: HeadersInit; body?: unknown; signal?: AbortSignal },
  guard: Guard,
): Promise<Response> {
  const problem = addressProblem(address, guard);
  if (problem) throw new Unreachable(`${new URL(address).host} ${problem}`);
  const url = new URL(address);
  const payload = body === undefined || body === null ? undefined : String(body as string | URLSearchParams);
  const given = Object.fromEntries(new Headers(headers));
  if (payload !== undefined) given["content-length"] = String(Buffer.byteLength(payload));
  const send = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const away = (error: Error) =>
      reject(error instanceof Unreachable ? error : new Unreachable(`${url.host}: ${error.message}`));
    const timeout = AbortSignal.timeout(guard.waitMs);
    const isNamed = guard.privateHosts.includes(bare(url.hostname));
    const request = send(
      url,
      {
        method,
        headers: given,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        lookup: isNamed ? lookup : publicLookup(guard.setting),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on("error", away);
        answer.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > guard.mostBytes) answer.destroy(new Error("its answer is too long"));
          else chunks.push(chunk);
        });
        answer.on("end", () => {
          // What no `Response` can hold (a status of 999) would otherwise end the process: nobody catches in a listener.
          try {
            resolve(responseOf(answer, Buffer.concat(chunks)));
          } catch (error) {
            away(error as Error);
          }
        });
      },
    );
    request.on("error", away);
    request.end(payload);
  });
}

/** Statuses that come without a body, whatever was sent. */
const bodiless: readonly number[] = [204, 205, 304];

/** @throws RangeError, TypeError for a status or a header that is none */
function responseOf(answer: IncomingMessage, body: Buffer<ArrayBuffer>): Response {
  const status = answer.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
  return new Response(bodiless.includes(status) ? null : body, { status, headers });
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Resolves a name to public addresses, or to none. */
const publicLookup = (setting: string) => (hostname: string, options: LookupOptions, found: Found) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    if (addresses.some(({ address }) => isInner(address))) {
      return found(new Unreachable(`${hostname} is in a private network: name it in ${setting}`), []);
    }
    if (options.all) return found(null, addresses);
    found(null, addresses[0]!.address, addresses[0]!.family);
  });
