"use client";

import { useRouter } from "next/navigation";
import { useUploads } from "@/components/evidence/use-uploads";
import { FileDrop } from "@/components/ui/file-drop";
import { acceptedExtensions } from "@/lib/vault/file-kinds";

const MOST_BYTES = 50_000_000;

/** Uploads the next version of a document; the older ones stay. */
export function NewEdition({ evidenceId }: { evidenceId: number }) {
  const router = useRouter();
  const uploads = useUploads({ replacesId: evidenceId }, MOST_BYTES, ({ evidence }) => {
    router.push(`/evidence?document=${evidence.id}`, { scroll: false });
  });
  return (
    <FileDrop
      label="Upload a new version"
      hint="It replaces this one in the library; answers keep theirs until you move them."
      accept={acceptedExtensions}
      items={uploads.items}
      compact
      onFiles={(files) => uploads.add(files.slice(0, 1))}
      onCancel={uploads.cancel}
      onRetry={uploads.retry}
    />
  );
}
