"use client";

import { useEffect, useState } from "react";
import { Drawer } from "../frame/drawer";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { formatBytes } from "../ui/format-bytes";
import { FormError } from "../ui/form-error";
import { Icon } from "../ui/icon";
import { Input } from "../ui/input";
import { Loading, Skeleton } from "../ui/skeleton";
import { EmptyState } from "../ui/states";
import { kindOf, type EvidenceFile } from "./evidence-file";
import { ExpiryBadge } from "./expiry-badge";
import { OriginBadge } from "./origin-badge";
import { searchLibrary, type LibraryFile } from "./search-library";

/** Milliseconds after the last key before the library is asked. */
const TYPING = 200;

/** Finds a file that the organization has already, in the drawer: one file may serve many answers. */
export function LibraryPicker({
  open,
  organizationId,
  linked,
  pending,
  onChoose,
  onClose,
}: {
  open: boolean;
  organizationId: number;
  /** Ids of the files that the answer has. */
  linked: number[];
  pending: number[];
  onChoose: (file: EvidenceFile) => void;
  onClose: () => void;
}) {
  return (
    <Drawer
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="From the library"
      description="Files your organization has already"
    >
      {open && <Results organizationId={organizationId} linked={linked} pending={pending} onChoose={onChoose} />}
    </Drawer>
  );
}

function Results({
  organizationId,
  linked,
  pending,
  onChoose,
}: {
  organizationId: number;
  linked: number[];
  pending: number[];
  onChoose: (file: EvidenceFile) => void;
}) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<LibraryFile[]>();
  const [error, setError] = useState("");

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(
      () =>
        searchLibrary(organizationId, typed, abort.signal).then(
          (files) => {
            setFound(files);
            setError("");
          },
          (failure: Error) => abort.signal.aborted || setError(failure.message),
        ),
      typed ? TYPING : 0,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [organizationId, typed]);

  return (
    <div className="flex flex-col gap-4">
      <Field label="Search the library">
        <Input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} autoFocus />
      </Field>
      <FormError>{error}</FormError>
      {!found && !error && (
        <Loading label="Loading the library">
          <Skeleton className="h-40 w-full" />
        </Loading>
      )}
      {found?.length === 0 && (
        <EmptyState icon="paperclip" title={typed ? "No file matches" : "The library is empty"}>
          {typed ? "Try fewer words, or upload the file." : "Every file you upload can be found here afterwards."}
        </EmptyState>
      )}
      {found && found.length > 0 && (
        <ul
          aria-label="Files of the library"
          className="flex flex-col divide-y divide-line rounded-md border border-line"
        >
          {found.map((file) => (
            <li key={file.id} className="flex min-h-12 items-center gap-2.5 px-3 py-1.5">
              <Icon name={kindOf(file.media_type).icon} className="shrink-0 text-muted" />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{file.title || file.filename}</p>
                <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
                  <span className="truncate">
                    {file.title ? `${file.filename}, ` : ""}
                    {formatBytes(file.size)}, {usedBy(file.used_by)}
                  </span>
                  <OriginBadge file={file} plain />
                  <ExpiryBadge expiresOn={file.expires_on} plain />
                </p>
              </div>
              {linked.includes(file.id) ? (
                <span className="text-sm text-muted">Linked</span>
              ) : (
                <Button size="sm" pending={pending.includes(file.id)} onClick={() => onChoose(file)}>
                  Use<span className="sr-only"> {file.title || file.filename}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const usedBy = (count: number) => (count === 0 ? "not used yet" : count === 1 ? "in 1 answer" : `in ${count} answers`);
