"use client";

import { useState, type RefObject } from "react";
import { Highlighted } from "@/components/intelligence/highlighted";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Textarea } from "@/components/ui/input";
import type { RuleTest } from "@/lib/intelligence/test-rule";
import { testRuleAction } from "../../actions";
import { SampleHits } from "../../_components/sample-hits";

/** Tries the rule as it stands in the form, on a text and on the newest messages. Nothing is saved. */
export function RuleTrial({ watchlistId, form }: { watchlistId: number; form: RefObject<HTMLFormElement | null> }) {
  const [text, setText] = useState("");
  const [tried, setTried] = useState<{ text: string; test: RuleTest }>();
  const [error, setError] = useState("");
  const [pending, setPending] = useState(false);

  async function tryIt() {
    const data = new FormData(form.current!);
    const given = Object.fromEntries(
      [...data].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
    const ticked = Object.fromEntries(["folded", "whole_word", "case_sensitive"].map((name) => [name, data.has(name)]));
    setPending(true);
    setError("");
    const input = { ...given, ...ticked, source_ids: data.getAll("source_ids"), watchlist_id: watchlistId, text };
    const answer = await testRuleAction(input as never).catch(() => undefined);
    setPending(false);
    if (answer?.ok) setTried({ text, test: answer.data });
    else setError(answer?.fault.message ?? "The server did not answer. Nothing was tried.");
  }

  const found = tried?.test.pasted;
  return (
    <Section
      title="Try it"
      level={3}
      description="As it stands above, on a text and on your newest messages. Nothing is saved."
    >
      <Card className="flex flex-col gap-3">
        <Field label="Text" optional>
          <Textarea rows={3} value={text} maxLength={20_000} onChange={(event) => setText(event.target.value)} />
        </Field>
        <div>
          <Button icon="search" pending={pending} onClick={() => void tryIt()}>
            Try the rule
          </Button>
        </div>
        <FormError>{error}</FormError>
        {found && (
          <div>
            <p className="text-sm text-muted">
              {found.length === 1 ? "1 hit in the text" : `${found.length} hits in the text`}
            </p>
            <Highlighted
              text={tried.text}
              spans={found.map(({ start, end, negated }) => ({ start, end, kind: negated ? "harmless" : "hit" }))}
            />
          </div>
        )}
        {tried && <SampleHits tried={tried.test} />}
      </Card>
    </Section>
  );
}
