"use client";

import { useState } from "react";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Textarea } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OsintResult } from "@/lib/intelligence/osint/get-search";
import { analysisInput } from "@/lib/intelligence/osint/osint-input";
import { saveAnalysisAction } from "../../actions";

/** What an analyst makes of a search; it is kept encrypted beside what the search brought. */
export function AnalysisNote({
  id,
  analysis,
  mayWrite,
}: {
  id: number;
  analysis: OsintResult["analysis"];
  mayWrite: boolean;
}) {
  // What the text began with, and after saving what was saved: what somebody else wrote since is not overwritten.
  const [seenAt, setSeenAt] = useState(analysis?.at ?? null);
  const { register, submit, pending, errors, message } = useSubmit({
    schema: analysisInput,
    defaults: { osint_result_id: id, note: analysis?.note ?? "" },
    send: (values) => saveAnalysisAction({ ...values, seen_at: seenAt }),
    onDone: ({ at }) => {
      setSeenAt(at);
      toast("Analysis saved");
    },
  });
  return (
    <Section
      title="Analysis"
      description={
        analysis && (
          <>
            By {analysis.by}, <RelativeTime value={analysis.at} />
          </>
        )
      }
      card
    >
      {mayWrite ? (
        <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-3">
          <FormError className="empty:-mb-3">{message}</FormError>
          <Field label="What you make of it" hideLabel error={errors.note}>
            <Textarea rows={4} {...register("note")} />
          </Field>
          <div>
            <Button type="submit" pending={pending}>
              Save analysis
            </Button>
          </div>
        </form>
      ) : (
        <p className="whitespace-pre-wrap break-words">{analysis?.note ?? "Nobody has said anything of it."}</p>
      )}
    </Section>
  );
}
