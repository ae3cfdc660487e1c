"use client";

import { useEffect, useState } from "react";
import { Drawer } from "../frame/drawer";
import { ResponseStatusBadge, type ResponseStatus } from "../status/status-badges";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { MaturityBadge } from "../ui/maturity-badge";
import { RelativeTime } from "../ui/relative-time";
import { Skeleton } from "../ui/skeleton";
import { ErrorState } from "../ui/states";

/** A version of an answer, as one save left it. */
interface Revision {
  version: number;
  option: string | null;
  answer: string;
  maturity_score: number | null;
  score_source: string;
  not_applicable: boolean;
  not_applicable_reason: string;
  comment: string;
  status: ResponseStatus;
  evidence: string[];
  author: string;
  /** Made by a move of the product to another version of the questionnaire. */
  moved: boolean;
  at: string;
}

interface History {
  revisions: Revision[];
  verdicts: { status: string; comment: string; author: string; version: number | null; at: string }[];
  next_before: number | null;
}

export type LoadHistory = (
  responseId: number,
  before?: number,
) => Promise<{ ok: true; data: History } | { ok: false; fault: { message: string } }>;

/** Every version of an answer with who saved it when, and what leads decided on it, the newest first. */
export function HistoryDrawer({
  open,
  question,
  responseId,
  version,
  load,
  covers,
  onClose,
}: {
  open: boolean;
  question: string;
  responseId: number | null;
  /** The current version: a new one is loaded. */
  version: number;
  load: LoadHistory;
  /** Lies over what is on the right of the page. */
  covers?: boolean;
  onClose: () => void;
}) {
  return (
    <Drawer
      open={open}
      covers={covers}
      onOpenChange={(next) => !next && onClose()}
      title="History"
      description={question}
    >
      {responseId === null ? (
        <p className="text-sm text-muted">Nothing has been saved yet, so there is no history.</p>
      ) : (
        <Revisions key={responseId} responseId={responseId} version={version} load={load} />
      )}
    </Drawer>
  );
}

function Revisions({ responseId, version, load }: { responseId: number; version: number; load: LoadHistory }) {
  const [history, setHistory] = useState<History>();
  const [error, setError] = useState("");

  useEffect(() => {
    let current = true;
    load(responseId).then(
      (result) => {
        if (!current) return;
        if (result.ok) setHistory(result.data);
        else setError(result.fault.message);
      },
      () => current && setError("The server could not be reached."),
    );
    return () => {
      current = false;
    };
  }, [responseId, version, load]);

  async function more(before: number) {
    const result = await load(responseId, before).catch(() => undefined);
    if (!result?.ok) return setError(result?.fault.message ?? "The server could not be reached.");
    setHistory((known) => known && { ...result.data, revisions: [...known.revisions, ...result.data.revisions] });
  }

  if (!history && error) return <ErrorState title="The history did not load">{error}</ErrorState>;
  if (!history) return <Skeleton className="h-24 w-full" />;
  const next = history.next_before;
  return (
    <>
      <ol className="flex flex-col gap-5">
        {history.revisions.map((revision) => (
          <li key={revision.version} className="flex flex-col gap-1.5">
            {history.verdicts
              .filter((verdict) => verdict.version === revision.version)
              .map((verdict) => (
                <div key={verdict.at} className="rounded-md bg-subtle px-3 py-2 text-sm">
                  <p className="flex flex-wrap items-center gap-2">
                    {verdict.status === "reopened" ? (
                      <Badge>Reopened</Badge>
                    ) : (
                      <ResponseStatusBadge status={verdict.status as ResponseStatus} plain />
                    )}
                    <span className="text-muted">
                      {verdict.author}, <RelativeTime value={verdict.at} />
                    </span>
                  </p>
                  {verdict.comment && <p className="mt-1 whitespace-pre-wrap">{verdict.comment}</p>}
                </div>
              ))}
            <RevisionView revision={revision} />
          </li>
        ))}
      </ol>
      {next !== null && (
        <Button className="mt-4" onClick={() => void more(next)}>
          Show earlier versions
        </Button>
      )}
      <p role="alert" className="mt-2 text-sm text-danger">
        {error}
      </p>
    </>
  );
}

function RevisionView({ revision }: { revision: Revision }) {
  const words = revision.answer !== revision.option ? revision.answer : "";
  const empty = !revision.not_applicable && !revision.option && !words;
  return (
    <div className="flex flex-col gap-1 border-l-2 border-line pl-3">
      <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
        <span className="font-medium text-ink">Version {revision.version}</span>
        <span>
          {revision.author}, <RelativeTime value={revision.at} format="datetime" />
        </span>
        {revision.moved && <Badge>Moved to a newer version</Badge>}
      </p>
      <p className="flex flex-wrap items-center gap-2">
        <MaturityBadge
          score={revision.maturity_score}
          digits="exact"
          size="sm"
          suggested={revision.score_source === "suggested"}
        />
        <ResponseStatusBadge status={revision.status} plain />
      </p>
      {revision.option && <p>{revision.option}</p>}
      {words && <p className="whitespace-pre-wrap">{words}</p>}
      {revision.not_applicable && <p>Not applicable: {revision.not_applicable_reason}</p>}
      {empty && <p className="text-muted">No answer</p>}
      {revision.comment && <p className="text-sm whitespace-pre-wrap text-muted">Comment: {revision.comment}</p>}
      {revision.evidence.length > 0 && <p className="text-sm text-muted">Evidence: {revision.evidence.join(", ")}</p>}
    </div>
  );
}
