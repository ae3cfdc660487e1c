"use client";

import { useRouter } from "next/navigation";
import { proven } from "@/app/_forms/proven";
import { ExportDialog } from "@/components/intelligence/export-dialog";
import { startExportAction } from "../exports/actions";

type Input = Parameters<typeof startExportAction>[0];

/** Exports a case, a search or chosen identifiers, and leads to where the file appears. */
export function ExportButton({ what, about }: { what: Omit<Input, "format" | "marking">; about: string }) {
  const router = useRouter();
  return (
    <ExportDialog
      about={about}
      send={async (chosen) => {
        const answer = await proven(() => startExportAction({ ...what, ...chosen } as Input));
        if (!answer.ok) return answer.fault.message;
        router.push("/exports");
      }}
    />
  );
}
