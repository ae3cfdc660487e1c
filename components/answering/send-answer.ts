import type { ResponseStatus } from "../status/status-badges";
import type { DescribedResponse, ScoreSource } from "./answer";
import type { Saved, SaveBody } from "./save-queue";

/** What became of a save. `away`: no answer came, it may have arrived. `busy`: the server said so; `failed`: it erred. */
export type Outcome =
  | { kind: "saved"; saved: Saved }
  | { kind: "collision"; current: DescribedResponse | null }
  | { kind: "refused"; message: string }
  | { kind: "signed_out" }
  | { kind: "away" }
  | { kind: "busy" | "failed"; retryAfter?: number };

interface SaveReply {
  response_id: number;
  version: number;
  status: ResponseStatus;
  maturity_score: number | null;
  score_source: ScoreSource;
  reasons?: string[];
  saved_at: string;
}

interface ProblemReply {
  code?: string;
  detail?: string;
  current?: DescribedResponse | null;
  reason?: string;
}

/** Browsers let a page that is going away finish at most this much. */
const MOST_KEPT_ALIVE = 50_000;
const PATIENCE_MS = 20_000;

/** Posts a save. The same key twice is done once; the page may go away meanwhile. */
export async function sendAnswer(body: SaveBody, key: string): Promise<Outcome> {
  const text = JSON.stringify(body);
  let response: Response;
  let reply: SaveReply & ProblemReply;
  try {
    response = await fetch("/api/save_response", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: text,
      keepalive: text.length < MOST_KEPT_ALIVE,
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    reply = (await response.json()) as SaveReply & ProblemReply;
  } catch {
    return { kind: "away" };
  }
  return response.ok ? { kind: "saved", saved: savedIn(reply) } : problem(response, reply);
}

const savedIn = (reply: SaveReply): Saved => ({
  version: reply.version,
  responseId: reply.response_id,
  status: reply.status,
  score: reply.maturity_score,
  scoreSource: reply.score_source,
  reasons: reply.reasons ?? null,
  at: reply.saved_at,
});

function problem({ status, headers }: Response, { code, detail, current, reason }: ProblemReply): Outcome {
  const seconds = Number(headers.get("retry-after"));
  const retryAfter = seconds > 0 ? seconds * 1_000 : undefined;
  if (code === "stale_version" || code === "locked") return { kind: "collision", current: current ?? null };
  if (status === 401) return { kind: "signed_out" };
  if (status === 429 || status === 502 || status === 503 || status === 504) return { kind: "busy", retryAfter };
  // Trying again would not help: the product left the version that was answered. The answer stays here.
  const left = reason === "moved";
  if (status >= 500 || (code === "conflict" && !left)) return { kind: "failed", retryAfter };
  return { kind: "refused", message: detail ?? "The server did not accept this answer." };
}
