"use client";

import { useId, useRef, useState, type ClipboardEvent, type DragEvent } from "react";
import { Button, IconButton } from "./button";
import { cn } from "./cn";
import { formatBytes } from "./format-bytes";
import { Icon, type IconName } from "./icon";
import { Progress } from "./progress";

export interface FileDropItem {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  /** waiting, uploading (with `progress`), done, or failed (with `error`). */
  state: "waiting" | "uploading" | "done" | "failed";
  /** 0–1. */
  progress?: number;
  /** What happened and what to do. */
  error?: string;
  /** False where trying again would only fail again. */
  retryable?: boolean;
}

const stateIcon: Record<FileDropItem["state"], IconName> = {
  waiting: "clock",
  uploading: "upload",
  done: "circle-check",
  failed: "circle-alert",
};

/**
 * Takes files by button, drop and paste, and shows how they fare. It uploads nothing itself: `onFiles` gets them,
 * `items` comes back, `onCancel` and `onRetry` act on one.
 */
export function FileDrop({
  label,
  hint,
  accept,
  items = [],
  disabled = false,
  compact = false,
  single = false,
  onFiles,
  onCancel,
  onRetry,
  className,
}: {
  /** Names the whole: "Evidence for this question". */
  label: string;
  /** Types and limit: "PDF, images, spreadsheets up to 25 MB". */
  hint?: string;
  accept?: string;
  items?: FileDropItem[];
  disabled?: boolean;
  compact?: boolean;
  /** Takes one file at a time. */
  single?: boolean;
  onFiles: (files: File[]) => void;
  onCancel?: (id: string) => void;
  onRetry?: (id: string) => void;
  className?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [over, setOver] = useState(false);

  function take(list: FileList | null | undefined) {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(single ? files.slice(0, 1) : files);
  }

  return (
    <div role="group" aria-label={label} className={cn("flex flex-col gap-2", className)}>
      <div
        onDragOver={(event: DragEvent) => {
          event.preventDefault();
          if (!disabled) setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        onPaste={(event: ClipboardEvent) => {
          if (event.clipboardData.files.length > 0) event.preventDefault();
          take(event.clipboardData.files);
        }}
        className={cn(
          "flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-dashed border-line-strong px-3 transition-colors",
          compact ? "py-2" : "py-4",
          over && "border-accent bg-accent-soft",
        )}
      >
        <Button
          icon="upload"
          size="sm"
          disabled={disabled}
          aria-describedby={hintId}
          onClick={() => input.current?.click()}
        >
          {single ? "Choose a file" : "Choose files"}
        </Button>
        <p id={hintId} className="min-w-0 flex-1 basis-56 text-sm text-muted">
          {single ? "or drop or paste it here" : "or drop or paste them here"}
          {hint && <span className="block text-xs">{hint}</span>}
        </p>
        <input
          ref={input}
          type="file"
          multiple={!single}
          accept={accept}
          tabIndex={-1}
          aria-hidden
          className="hidden"
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
        />
      </div>
      {items.length > 0 && (
        <ul aria-live="polite" className="flex flex-col divide-y divide-line rounded-md border border-line">
          {items.map((item) => (
            <FileRow key={item.id} item={item} onCancel={onCancel} onRetry={onRetry} />
          ))}
        </ul>
      )}
    </div>
  );
}

function FileRow({
  item,
  onCancel,
  onRetry,
}: {
  item: FileDropItem;
  onCancel?: (id: string) => void;
  onRetry?: (id: string) => void;
}) {
  const percent = Math.round((item.progress ?? 0) * 100);
  return (
    <li className="flex items-center gap-2.5 px-3 py-1.5">
      <Icon
        name={stateIcon[item.state]}
        className={cn(
          "shrink-0 text-muted",
          item.state === "done" && "text-success",
          item.state === "failed" && "text-danger",
        )}
      />
      <div className="min-w-0 flex-1">
        <p className="flex justify-between gap-3">
          <span className="truncate">{item.name}</span>
          <span className="shrink-0 text-xs leading-5 text-muted">{formatBytes(item.size)}</span>
        </p>
        {item.state === "uploading" && (
          <Progress value={percent} max={100} label={`Upload of ${item.name}`} text={`${percent} %`} />
        )}
        {item.state === "failed" && (
          <p className="text-xs text-danger">{item.error ?? "The upload failed. Try again."}</p>
        )}
        <span className="sr-only">
          {item.state === "done" ? "Uploaded" : item.state === "waiting" ? "Waiting" : ""}
        </span>
      </div>
      {item.state === "failed" && item.retryable !== false && onRetry && (
        <IconButton size="sm" icon="reopen" label={`Retry ${item.name}`} onClick={() => onRetry(item.id)} />
      )}
      {item.state !== "done" && onCancel && (
        <IconButton
          size="sm"
          icon="x"
          label={`${item.state === "failed" ? "Dismiss" : "Cancel"} ${item.name}`}
          onClick={() => onCancel(item.id)}
        />
      )}
    </li>
  );
}
