"use client";

import { useEffect, useRef } from "react";
import { Button, IconButton } from "../ui/button";
import { formatBytes } from "../ui/format-bytes";
import { Icon } from "../ui/icon";
import { RelativeTime } from "../ui/relative-time";
import { kindOf, type EvidenceFile } from "./evidence-file";
import { DownloadLink } from "./evidence-preview";
import { ExpiryBadge } from "./expiry-badge";
import { OriginBadge } from "./origin-badge";

export interface ListedFile {
  file: EvidenceFile;
  /** Just taken off, and still to be brought back. */
  removed?: boolean;
  pending?: boolean;
}

/** The files of an answer: open, download, take off and bring back. The hash shows on hover and in the preview. */
export function EvidenceList({
  files,
  canEdit,
  focused,
  onOpen,
  onRemove,
  onRestore,
}: {
  files: ListedFile[];
  /** The file that was just brought back: the focus follows it. */
  focused?: number;
  canEdit: boolean;
  onOpen: (file: EvidenceFile) => void;
  onRemove: (file: EvidenceFile) => void;
  onRestore: (file: EvidenceFile) => void;
}) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Evidence files" className="flex flex-col divide-y divide-line rounded-md border border-line">
      {files.map(({ file, removed, pending }) => (
        <li key={file.id} className="flex min-h-10 items-center gap-2.5 px-3 py-1">
          {removed ? (
            <Removed file={file} pending={pending} onRestore={() => onRestore(file)} />
          ) : (
            <Present
              file={file}
              pending={pending}
              focused={file.id === focused}
              canEdit={canEdit}
              onOpen={onOpen}
              onRemove={onRemove}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Present({
  file,
  pending,
  focused,
  canEdit,
  onOpen,
  onRemove,
}: {
  file: EvidenceFile;
  pending?: boolean;
  focused: boolean;
  canEdit: boolean;
  onOpen: (file: EvidenceFile) => void;
  onRemove: (file: EvidenceFile) => void;
}) {
  const { word, icon } = kindOf(file.media_type);
  const name = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) name.current?.focus();
  }, [focused]);
  return (
    <>
      <Icon name={icon} className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <button
          ref={name}
          type="button"
          title={`SHA-256 ${file.sha256}`}
          onClick={() => onOpen(file)}
          className="block max-w-full truncate text-left font-medium hover:underline"
        >
          <span className="sr-only">Preview </span>
          {file.filename}
        </button>
        <p className="truncate text-xs text-muted">
          {word}, {formatBytes(file.size)}
          {file.added_by && <>, {file.added_by}</>}
          {file.added_at && (
            <>
              , <RelativeTime value={file.added_at} />
            </>
          )}
        </p>
        <OriginBadge file={file} plain />
      </div>
      <ExpiryBadge expiresOn={file.expires_on} plain />
      <DownloadLink file={file} compact />
      {canEdit && (
        <IconButton
          size="sm"
          icon="trash"
          label={`Remove ${file.filename}`}
          aria-disabled={pending || undefined}
          onClick={() => !pending && onRemove(file)}
        />
      )}
    </>
  );
}

/** Takes the place, and the focus, of the row that was removed. */
function Removed({ file, pending, onRestore }: { file: EvidenceFile; pending?: boolean; onRestore: () => void }) {
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => undo.current?.focus(), []);
  return (
    <>
      <Icon name="trash" className="shrink-0 text-muted" />
      <p className="min-w-0 flex-1 truncate text-muted" role="status">
        Removed {file.filename}
      </p>
      <Button ref={undo} size="sm" variant="ghost" icon="undo" pending={pending} onClick={onRestore}>
        Undo<span className="sr-only"> removing {file.filename}</span>
      </Button>
    </>
  );
}
