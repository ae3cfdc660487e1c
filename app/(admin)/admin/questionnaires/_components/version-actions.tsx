"use client";

import { toast } from "sonner";
import { Button, buttonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { publishQuestionnaireAction } from "../actions";

/** What can be done with a version: publish a draft, download any. */
export function VersionActions({
  id,
  title,
  version,
  draft,
}: {
  id: number;
  title: string;
  version: string;
  draft: boolean;
}) {
  const named = `${title} ${version}`;
  return (
    <div className="flex justify-end gap-1">
      {draft && (
        <ConfirmDialog
          trigger={
            <Button size="sm" aria-label={`Publish ${named}`}>
              Publish
            </Button>
          }
          title={`Publish ${named}?`}
          description="Products can be measured by it from now on. It can never be changed again; a change is a further version."
          confirmLabel="Publish version"
          onConfirm={async () => {
            const result = await publishQuestionnaireAction({ id });
            if (!result.ok) return result.fault.message;
            toast(`${named} is published`);
          }}
        />
      )}
      <a
        href={`/api/v1/questionnaires/${id}`}
        download
        aria-label={`Export ${named}`}
        className={buttonClass("ghost", "sm")}
      >
        Export
      </a>
    </div>
  );
}
