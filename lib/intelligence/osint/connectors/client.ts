import { setTimeout as wait } from "node:timers/promises";
import { type Guard, guardedFetch, Unreachable } from "@/lib/kernel/guarded-fetch";
import { measures } from "@/lib/kernel/measure";
import { ConnectorFailed, type ConnectorSettings } from "./connector";
import { answerDigest } from "./digest";

const ATTEMPTS = 4;
const REQUEST_MS = 30_000;
/** What a scan found may be long; more than this is refused. */
const MOST_BYTES = 64_000_000;
const LONGEST_PAUSE_MS = 30_000;

interface ClientRequest {
  path: string;
  method?: "GET" | "POST" | "PATCH";
  headers?: Record<string, string>;
  body?: string;
  /** Asked twice it does no harm: it is asked again when no answer came, too. Standard: what GET asks. */
  repeatable?: boolean;
}

/** Calls one service, by the settings of its connector. */
export interface Client {
  /** The JSON that it answers. */
  json(request: ClientRequest): Promise<unknown>;
  /** Waits between two looks. */
  pause(): Promise<void>;
}

/**
 * A client for a connector: guarded, measured, and patient. What fails for the moment (no answer, 429, 502 to 504) is tried
 * again after a pause that doubles, or that the service asks for; work is never begun twice by a retry.
 */
export function clientFor(service: string, settings: ConnectorSettings, signal: AbortSignal): Client {
  const whole = AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]);
  const { privateHosts, pauseMs } = settings;
  const guard: Guard = { privateHosts, setting: "OSINT_PRIVATE_HOSTS", waitMs: REQUEST_MS, mostBytes: MOST_BYTES };
  const sleep = async (ms: number) => {
    await wait(ms, undefined, { signal: whole }).catch(() => undefined);
    giveUp();
  };
  const giveUp = () => {
    signal.throwIfAborted();
    if (whole.aborted)
      throw new ConnectorFailed(`${service} did not finish within ${settings.timeoutMs / 1000} seconds.`);
  };

  const call = async (request: ClientRequest, authorization?: string): Promise<Response> => {
    const { path, method = "GET", headers, body } = request;
    const address = new URL(settings.baseUrl.replace(/\/+$/, "") + path);
    const began = performance.now();
    let outcome = "unreachable";
    try {
      const answer = await guardedFetch(
        address.href,
        {
          method,
          body,
          signal: whole,
          headers: { accept: "application/json", ...headers, ...(authorization && { authorization }) },
        },
        guard,
      );
      outcome = `${Math.floor(answer.status / 100)}xx`;
      const challenge = answer.headers.get("www-authenticate");
      if (answer.status === 401 && challenge && !authorization) {
        const [user = "", ...password] = settings.credential.split(":");
        const place = { user, password: password.join(":"), method, path: address.pathname + address.search };
        const proof = settings.credential.includes(":") ? answerDigest(challenge, place) : undefined;
        if (proof) return await call(request, proof);
      }
      return answer;
    } finally {
      measures().outgoing.observe({ service, outcome }, (performance.now() - began) / 1000);
    }
  };

  const json = async (request: ClientRequest): Promise<unknown> => {
    const repeatable = request.repeatable ?? (request.method ?? "GET") === "GET";
    for (let attempt = 1; ; attempt++) {
      let answer: Response | undefined;
      let why = "";
      try {
        answer = await call(request);
      } catch (error) {
        giveUp();
        if (!(error instanceof Unreachable)) throw error;
        why = `${service} cannot be reached: ${error.message}.`;
        if (!repeatable || attempt >= ATTEMPTS) throw new ConnectorFailed(why);
      }
      if (answer?.ok) return parse(service, await answer.text());
      if (answer) {
        why = refusal(service, answer.status);
        // 429 and 503 say that nothing was begun; 502 and 504 do not.
        const passing = [429, 503].includes(answer.status) || (repeatable && [502, 504].includes(answer.status));
        if (!passing || attempt >= ATTEMPTS) throw new ConnectorFailed(why);
      }
      const asked = Number(answer?.headers.get("retry-after")) * 1000;
      const backoff = pauseMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
      settings.say(`${why} Trying again.`);
      await sleep(Math.min(LONGEST_PAUSE_MS, asked > 0 ? asked : backoff));
    }
  };
  return { json, pause: () => sleep(pauseMs) };
}

function parse(service: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConnectorFailed(`${service} answered something that is not JSON. Is its address right?`);
  }
}

function refusal(service: string, status: number): string {
  if (status === 401 || status === 403) return `${service} refuses the credential (${status}).`;
  if (status === 404) return `${service} has no such address (404). Is its address right?`;
  if (status === 429) return `${service} asks to wait (429).`;
  return `${service} answered ${status}.`;
}
