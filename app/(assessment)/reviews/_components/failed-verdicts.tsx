"use client";

import NextLink from "next/link";
import { buttonClass, IconButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/form-error";
import { reviewHref } from "./hrefs";
import type { GivenVerdict } from "./given-verdict";

export interface FailedVerdict extends GivenVerdict {
  message: string;
}

/** Verdicts that the server did not take, each with why and the way back. */
export function FailedVerdicts({
  failed,
  onDismiss,
}: {
  failed: FailedVerdict[];
  onDismiss: (responseId: number) => void;
}) {
  return (
    <div role="alert" className={failed.length ? "flex flex-col gap-2 px-4 pt-4 md:px-6 lg:px-8" : undefined}>
      {failed.map((one) => (
        <Notice
          key={one.responseId}
          tone="danger"
          title={`Not saved: ${one.question}`}
          action={
            <span className="flex items-center gap-1">
              <NextLink
                href={reviewHref(one.responseId, one.query)}
                onClick={() => onDismiss(one.responseId)}
                className={buttonClass("secondary", "sm")}
              >
                Open it again
              </NextLink>
              <IconButton size="sm" icon="x" label="Dismiss" onClick={() => onDismiss(one.responseId)} />
            </span>
          }
        >
          {one.message} {one.text && "What you wrote is kept there."}
        </Notice>
      ))}
    </div>
  );
}
