"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Section } from "@/components/ui/card";
import { FileDrop } from "@/components/ui/file-drop";
import { FormError } from "@/components/ui/form-error";
import type { AnswerImport } from "@/lib/assessment/import-answers";
import { Preview } from "./preview";
import { importAnswers, lookOver, Refusal } from "./send-answers";

type State =
  | { step: "choose"; error?: string; done?: string }
  | { step: "reading"; file: File }
  | { step: "preview"; file: File; preview: AnswerImport; error?: string; importing?: boolean };

/** Takes a file of answers, shows what it would change, and imports it when asked to. */
export function ImportAnswers({ productId }: { productId: number }) {
  const router = useRouter();
  const [state, setState] = useState<State>({ step: "choose" });
  const shown = useRef<HTMLDivElement>(null);
  /** A file chosen meanwhile makes an answer about the one before worthless. */
  const latest = useRef<File>(undefined);

  useEffect(() => {
    if (state.step === "preview" && !state.importing && !state.error) shown.current?.focus();
  }, [state]);

  async function read(file: File, why?: string) {
    latest.current = file;
    setState({ step: "reading", file });
    const next = await lookOver(productId, file).then(
      (preview): State => ({ step: "preview", file, preview, error: why }),
      (error: unknown): State => ({ step: "choose", error: `${file.name}: ${wordsOf(error)}` }),
    );
    if (latest.current === file) setState(next);
  }

  async function confirm(mine: number[]) {
    if (state.step !== "preview") return;
    const { file, preview } = state;
    setState({ ...state, importing: true, error: undefined });
    try {
      const { applied } = await importAnswers(productId, file, preview, mine);
      const done = applied === 1 ? "1 answer is imported" : `${applied} answers are imported`;
      toast(done);
      setState({ step: "choose", done: `${done}. Nothing was submitted.` });
      router.refresh();
    } catch (error) {
      if (error instanceof Refusal && error.changed) await read(file, error.message);
      else setState({ step: "preview", file, preview, error: wordsOf(error) });
    }
  }

  return (
    <>
      <Section
        title="Import"
        description="What would change is shown first. Nothing is saved before you say so, and nothing is submitted."
        card
      >
        <div className="flex flex-col gap-3">
          <FileDrop
            single
            label="Answers to import"
            hint="An exported workbook or CSV that was filled in, or a .samm file; up to 20 MB"
            disabled={state.step === "preview" && state.importing}
            onFiles={([chosen]) => chosen && void read(chosen)}
          />
          <p aria-live="polite" className="text-sm text-muted">
            {state.step === "choose" && state.done}
            {state.step === "reading" && `Reading ${state.file.name}…`}
            {state.step === "preview" && `Read ${state.file.name}. Nothing is saved yet.`}
          </p>
          <FormError>{state.step === "choose" && state.error}</FormError>
        </div>
      </Section>
      {state.step === "preview" && (
        <div
          ref={shown}
          tabIndex={-1}
          key={`${state.preview.sha256} ${state.preview.state}`}
          className="flex flex-col gap-6 outline-none"
        >
          <Preview
            productId={productId}
            preview={state.preview}
            importing={Boolean(state.importing)}
            error={state.error}
            onConfirm={(mine) => void confirm(mine)}
            onCancel={() => setState({ step: "choose" })}
          />
        </div>
      )}
    </>
  );
}

const wordsOf = (error: unknown) =>
  error instanceof Refusal ? error.message : "That did not work. Look the file over again.";
