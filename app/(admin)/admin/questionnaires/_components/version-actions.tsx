"use client";

import { toast } from "sonner";
import { Button, DownloadButton, LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { deleteDraftAction, publishQuestionnaireAction } from "../actions";
import { NewVersion } from "./new-version";

/** What can be done with a version: edit and publish a draft, begin the next one, look at and download any. */
export function VersionActions({
  id,
  title,
  version,
  draft,
  later,
}: {
  id: number;
  title: string;
  version: string;
  draft: boolean;
  /** There is an earlier version of it. */
  later: boolean;
}) {
  const named = `${title} ${version}`;
  return (
    <div className="flex flex-wrap justify-end gap-1">
      {draft ? (
        <LinkButton size="sm" href={`/admin/questionnaires/${id}/edit`} aria-label={`Edit ${named}`}>
          Edit
        </LinkButton>
      ) : (
        <NewVersion id={id} named={named} version={version} />
      )}
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
      <LinkButton
        variant="ghost"
        size="sm"
        href={`/admin/questionnaires/${id}/preview`}
        aria-label={`Preview ${named}`}
      >
        Preview
      </LinkButton>
      {later && (
        <LinkButton
          variant="ghost"
          size="sm"
          href={`/admin/questionnaires/${id}/changes`}
          aria-label={`Changes of ${named}`}
        >
          Changes
        </LinkButton>
      )}
      <DownloadButton variant="ghost" size="sm" href={`/api/v1/questionnaires/${id}`} aria-label={`Export ${named}`}>
        Export
      </DownloadButton>
      {draft && (
        <ConfirmDialog
          trigger={
            <Button variant="ghost" size="sm" aria-label={`Delete ${named}`}>
              Delete
            </Button>
          }
          title={`Delete ${named}?`}
          description="Nobody was asked it yet. What it said stays in the audit trail alone; export it first to keep it."
          confirmLabel="Delete draft"
          danger
          onConfirm={async () => {
            const result = await deleteDraftAction({ id });
            if (!result.ok) return result.fault.message;
            toast(`${named} is deleted`);
          }}
        />
      )}
    </div>
  );
}
