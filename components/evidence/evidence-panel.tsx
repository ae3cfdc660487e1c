"use client";

import { useEffect, useRef, useState, type ClipboardEvent, type Ref } from "react";
import { acceptedExtensions } from "@/lib/vault/file-kinds";
import { Button } from "../ui/button";
import { FileDrop } from "../ui/file-drop";
import { formatBytes } from "../ui/format-bytes";
import { FormError } from "../ui/form-error";
import { EvidenceList } from "./evidence-list";
import { EvidencePreview } from "./evidence-preview";
import type { EvidenceChange, EvidenceFile } from "./evidence-file";
import { LibraryPicker } from "./library-picker";
import { changeLink } from "./send-file";
import { statePlatform } from "./state-platform";
import { useUploads } from "./use-uploads";

/** What linking by the screen's own save may tell. */
type Written = { version?: number; status?: string } | undefined | void;

export interface EvidencePanelProps {
  evidence: EvidenceFile[];
  canEdit: boolean;
  productId: number;
  /** Without one, files wait for the save that names them in `evidence_ids`. */
  responseId?: number;
  /** Every change, with the whole list after it. */
  onChange: (change: EvidenceChange) => void;
  /**
   * How the screen links a stored file and takes one off, where it saves the answer itself, so that its saves follow one
   * another. Standard: the API does it, and `onChange` says the answer's new version.
   */
  attach?: (file: EvidenceFile) => Promise<Written>;
  detach?: (file: EvidenceFile) => Promise<Written>;
  /** The organization whose library offers files that are there already. */
  libraryOf?: number;
  /** Whether the platform's own state can be added, as the system states it. */
  canStatePlatform?: boolean;
  /** Names the whole: "Evidence for this question". */
  label?: string;
  /** The whole, which can take the focus; a paste in it adds files. */
  ref?: Ref<HTMLDivElement>;
  /** Bytes. */
  maxBytes?: number;
  compact?: boolean;
}

/** The evidence of one answer: add by button, drop and paste; open, download, remove with undo. */
export function EvidencePanel({
  evidence,
  canEdit,
  productId,
  responseId,
  onChange,
  attach,
  detach,
  libraryOf,
  canStatePlatform,
  label = "Evidence",
  ref,
  maxBytes = 50_000_000,
  compact,
}: EvidencePanelProps) {
  const [open, setOpen] = useState<EvidenceFile | null>(null);
  const [removed, setRemoved] = useState<{ file: EvidenceFile; at: number }[]>([]);
  const [pending, setPending] = useState<number[]>([]);
  const [restored, setRestored] = useState<number>();
  const [error, setError] = useState("");
  const [picking, setPicking] = useState(false);
  const [stating, setStating] = useState(false);
  // Files may arrive faster than the screen renders: each change builds on the one before it.
  const files = useRef(evidence);
  useEffect(() => {
    files.current = evidence;
  }, [evidence]);

  const report = (change: EvidenceChange) => {
    files.current = change.evidence;
    onChange(change);
  };

  const uploads = useUploads({ productId, responseId: attach ? undefined : responseId }, maxBytes, async (stored) => {
    const written = await attach?.(stored.evidence);
    const known = files.current.some((file) => file.id === stored.evidence.id);
    const file = { ...stored.evidence, added_by: "You", added_at: new Date().toISOString() };
    const list = known ? files.current : [...files.current, file];
    const { version = stored.version, status } = written ?? {};
    report({ evidence: list, added: file, version, status });
  });

  async function link(file: EvidenceFile, method: "PUT" | "DELETE") {
    setError("");
    setPending((list) => [...list, file.id]);
    const at = files.current.findIndex((other) => other.id === file.id);
    try {
      const own = method === "PUT" ? attach : detach;
      const viaApi = responseId === undefined ? undefined : { evidenceId: file.id, responseId };
      const written: Written = own ? await own(file) : viaApi && (await changeLink(method, viaApi));
      const { version, status } = written ?? {};
      const rest = files.current.filter((other) => other.id !== file.id);
      setRestored(method === "PUT" ? file.id : undefined);
      if (method === "PUT") report({ evidence: [...rest, file], added: file, version, status });
      else report({ evidence: rest, removed: file, version, status });
      setRemoved((gone) =>
        gone.filter((other) => other.file.id !== file.id).concat(method === "PUT" ? [] : { file, at }),
      );
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : "That did not work. Nothing was changed; try again.");
    } finally {
      setPending((list) => list.filter((id) => id !== file.id));
    }
  }

  async function addStatement() {
    setError("");
    setStating(true);
    try {
      const added_at = new Date().toISOString();
      for (const file of await statePlatform(productId))
        await link({ ...file, origin: "system", added_by: "You", added_at }, "PUT");
    } catch (failure) {
      setError((failure as Error).message);
    } finally {
      setStating(false);
    }
  }

  const rows = evidence.map((file) => ({ file, removed: false, pending: pending.includes(file.id) }));
  for (const { file, at } of canEdit ? removed : []) {
    if (evidence.some((other) => other.id === file.id)) continue;
    rows.splice(at, 0, { file, removed: true, pending: pending.includes(file.id) });
  }

  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (!canEdit || event.defaultPrevented || pasted.length === 0) return;
    event.preventDefault();
    uploads.add(pasted);
  };

  return (
    <div ref={ref} tabIndex={-1} role="group" aria-label={label} onPaste={paste} className="flex flex-col gap-2">
      <EvidenceList
        files={rows}
        focused={restored}
        canEdit={canEdit}
        onOpen={setOpen}
        onRemove={(file) => void link(file, "DELETE")}
        onRestore={(file) => void link(file, "PUT")}
      />
      <FormError>{error}</FormError>
      {canEdit && (
        <FileDrop
          label={`Add files: ${label}`}
          hint={`PDF, images, Office documents and text, up to ${formatBytes(maxBytes).replace(".0 ", " ")} each`}
          accept={acceptedExtensions}
          items={uploads.items}
          compact={compact ?? evidence.length > 0}
          onFiles={uploads.add}
          onCancel={uploads.cancel}
          onRetry={uploads.retry}
        />
      )}
      {canEdit && libraryOf !== undefined && (
        <>
          <div className="flex flex-wrap gap-1">
            <Button size="sm" variant="ghost" icon="book" onClick={() => setPicking(true)} className="max-sm:h-10">
              From the library
            </Button>
            {canStatePlatform && (
              <Button
                size="sm"
                variant="ghost"
                icon="shield-check"
                pending={stating}
                onClick={() => void addStatement()}
                className="max-sm:h-10"
              >
                Attach the platform’s state
              </Button>
            )}
          </div>
          <LibraryPicker
            open={picking}
            organizationId={libraryOf}
            linked={evidence.map(({ id }) => id)}
            pending={pending}
            onChoose={(file) => void link({ ...file, added_by: "You", added_at: new Date().toISOString() }, "PUT")}
            onClose={() => setPicking(false)}
          />
        </>
      )}
      <EvidencePreview file={open} onClose={() => setOpen(null)} />
    </div>
  );
}
