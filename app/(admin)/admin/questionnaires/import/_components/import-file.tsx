"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Card } from "@/components/ui/card";
import { FileDrop } from "@/components/ui/file-drop";
import { FormError } from "@/components/ui/form-error";
import type { ImportPreview } from "@/lib/assessment/import-file";
import { Preview } from "./preview";
import { lookOver, Refusal, store, type Wishes } from "./send-questionnaire";

type State =
  | { step: "choose"; error?: string }
  | { step: "reading"; file: File }
  | { step: "preview"; file: File; preview: ImportPreview; error?: string; storing?: boolean };

/** Takes a file, shows what it has, and stores it when asked to. */
export function ImportFile() {
  const router = useRouter();
  const [state, setState] = useState<State>({ step: "choose" });
  const shown = useRef<HTMLDivElement>(null);
  /** A file chosen meanwhile makes an answer about the one before worthless. */
  const latest = useRef<File>(undefined);

  useEffect(() => {
    if (state.step === "preview" && !state.storing && !state.error) shown.current?.focus();
  }, [state]);

  async function read(file: File) {
    latest.current = file;
    setState({ step: "reading", file });
    const next = await lookOver(file).then(
      (preview): State => ({ step: "preview", file, preview }),
      (error: unknown): State => ({ step: "choose", error: `${file.name}: ${wordsOf(error)}` }),
    );
    if (latest.current === file) setState(next);
  }

  async function confirm(wishes: Wishes) {
    if (state.step !== "preview") return;
    setState({ ...state, storing: true, error: undefined });
    try {
      const { title, version } = await store(state.file, state.preview, wishes);
      toast(`${title} ${version} is stored as a draft`);
      router.push("/admin/questionnaires");
      router.refresh();
    } catch (error) {
      setState({ ...state, storing: false, error: wordsOf(error) });
    }
  }

  const file = state.step === "choose" ? undefined : state.file;
  return (
    <>
      <Card className="flex flex-col gap-3">
        <FileDrop
          single
          label="Questionnaire to import"
          hint="A spreadsheet (XLSX or CSV), OWASP SAMM (zip), DSOMM (YAML) or ASVS (JSON), a CISO Assistant library (YAML), an OSCAL catalog (JSON), or an export of SecureSphere; up to 20 MB"
          disabled={state.step === "preview" && state.storing}
          onFiles={([chosen]) => chosen && void read(chosen)}
        />
        <div>
          <p aria-live="polite" className="text-sm text-muted">
            {state.step === "reading" && `Reading ${state.file.name}…`}
            {state.step === "preview" && `Read ${state.file.name}. Nothing is stored yet.`}
          </p>
          <FormError>{state.step === "choose" && state.error}</FormError>
        </div>
      </Card>
      {state.step === "preview" && (
        <div ref={shown} tabIndex={-1} className="flex flex-col gap-6 outline-none" key={file?.name}>
          <Preview
            preview={state.preview}
            storing={Boolean(state.storing)}
            error={state.error}
            onConfirm={(wishes) => void confirm(wishes)}
            onCancel={() => setState({ step: "choose" })}
          />
        </div>
      )}
    </>
  );
}

const wordsOf = (error: unknown) =>
  error instanceof Refusal ? error.message : "That did not work. Nothing was stored; try again.";
