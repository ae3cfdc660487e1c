"use client";

import { contentHref } from "@/components/evidence/evidence-file";
import { useUploads } from "@/components/evidence/use-uploads";
import { IconButton } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { formatBytes } from "@/components/ui/format-bytes";

/** A file that an action points to. */
export interface LinkedFile {
  id: number;
  filename: string;
  size: number;
}

const MOST_BYTES = 50_000_000;

/** The files of an action: those that support the product's answers already, and new ones. */
export function LinkedFiles({
  productId,
  linked,
  files,
  mayUpload,
  error,
  onChange,
}: {
  productId: number;
  linked: LinkedFile[];
  files: readonly LinkedFile[];
  mayUpload: boolean;
  error?: string;
  onChange: (change: (linked: LinkedFile[]) => LinkedFile[]) => void;
}) {
  const uploads = useUploads({ productId }, MOST_BYTES, ({ evidence: { id, filename, size } }) =>
    onChange((list) => [...list.filter((each) => each.id !== id), { id, filename, size }]),
  );
  const left = files.filter(({ id }) => !linked.some((each) => each.id === id));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">Files</legend>
      {linked.length > 0 && (
        <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
          {linked.map((file) => (
            <li key={file.id} className="flex items-center gap-2 px-3 py-1.5 text-sm">
              <a href={contentHref(file)} download className="min-w-0 flex-1 truncate underline underline-offset-3">
                {file.filename}
              </a>
              <span className="text-xs text-muted">{formatBytes(file.size)}</span>
              <IconButton
                icon="x"
                size="sm"
                label={`Take ${file.filename} off`}
                onClick={() => onChange((list) => list.filter(({ id }) => id !== file.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <Field label="Add a file of the product" hideLabel error={error}>
          <Combobox
            key={linked.length}
            placeholder="Add a file of the product"
            options={left.map(({ id, filename, size }) => ({
              value: String(id),
              label: filename,
              detail: formatBytes(size),
            }))}
            value={null}
            clearable={false}
            onValueChange={(option) => {
              const file = left.find(({ id }) => String(id) === option?.value);
              if (file) onChange((list) => [...list, file]);
            }}
          />
        </Field>
      )}
      {mayUpload && (
        <FileDrop
          label="Upload a file for this action"
          compact
          items={uploads.items}
          onFiles={uploads.add}
          onCancel={uploads.cancel}
          onRetry={uploads.retry}
        />
      )}
    </fieldset>
  );
}
