"use client";

import { useEffect, useState, useTransition } from "react";
import { toast } from "sonner";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { readMailAction, retryMailAction } from "../actions";

type Answer = Awaited<ReturnType<typeof readMailAction>>;
type Mail = Extract<Answer, { ok: true }>["data"];

/** One mail with its text. It is read by an action, not with the page, so that only opening it counts as reading. */
export function MailDrawer({ mailId, closeHref }: { mailId: number | undefined; closeHref: string }) {
  return (
    <Drawer open={mailId !== undefined} closeHref={closeHref} title="Mail">
      {mailId !== undefined && <MailText key={mailId} mailId={mailId} />}
    </Drawer>
  );
}

function MailText({ mailId }: { mailId: number }) {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    let current = true;
    void readMailAction({ mailId }).then((next) => current && setAnswer(next));
    return () => {
      current = false;
    };
  }, [mailId]);
  if (!answer)
    return (
      <Loading label="Opening the mail">
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="mt-3 h-40 w-full" />
      </Loading>
    );
  if (!answer.ok) return <ErrorState title="This mail cannot be shown">{answer.fault.message}</ErrorState>;
  return <Opened mail={answer.data} />;
}

function Opened({ mail }: { mail: Mail }) {
  const [pending, startTransition] = useTransition();
  return (
    <div className="flex flex-col gap-4">
      <DataList
        items={[
          { term: "Subject", value: mail.subject },
          { term: "To", value: mail.recipient },
          { term: "Written", value: <RelativeTime value={mail.createdAt} format="datetime" /> },
          ...(mail.sentAt ? [{ term: "Sent", value: <RelativeTime value={mail.sentAt} format="datetime" /> }] : []),
          ...(mail.attempts ? [{ term: "Attempts", value: mail.attempts }] : []),
          ...(mail.lastError ? [{ term: "Last error", value: mail.lastError }] : []),
        ]}
      />
      <pre className="overflow-x-auto rounded-md border border-line bg-subtle p-3 font-sans text-base whitespace-pre-wrap">
        {mail.body}
      </pre>
      {mail.canRetry && (
        <div>
          <Button
            icon="send"
            pending={pending}
            onClick={() =>
              startTransition(async () => {
                const result = await retryMailAction({ mailId: mail.id });
                if (result.ok) toast("The mail is queued again");
                else toast.error(result.fault.message);
              })
            }
          >
            Send again
          </Button>
        </div>
      )}
    </div>
  );
}
