"use client";

import { useRouter } from "next/navigation";
import { useUploads } from "@/components/evidence/use-uploads";
import { FileDrop } from "@/components/ui/file-drop";
import { formatBytes } from "@/components/ui/format-bytes";
import { acceptedExtensions } from "@/lib/vault/file-kinds";

const MOST_BYTES = 50_000_000;

/** Takes files into the library; the last of them opens, to be given a title and a last day. */
export function LibraryUpload({ organizationId }: { organizationId: number }) {
  const router = useRouter();
  const uploads = useUploads({ organizationId }, MOST_BYTES, ({ evidence }) => {
    router.push(`/evidence?document=${evidence.id}`, { scroll: false });
  });
  return (
    <FileDrop
      label="Add files to the library"
      hint={`PDF, images, Office documents and text, up to ${formatBytes(MOST_BYTES).replace(".0 ", " ")} each. They stay until an answer needs them.`}
      accept={acceptedExtensions}
      items={uploads.items}
      compact
      onFiles={uploads.add}
      onCancel={uploads.cancel}
      onRetry={uploads.retry}
    />
  );
}
