"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { SectionResult } from "@/lib/assessment/results";
import { resultsHref, trendName, type Shown } from "./addresses";

/** Chooses what the trend is of: the whole, a section or a dimension. Without JavaScript it is a plain form. */
export function TrendPicker({ sections, shown }: { sections: SectionResult[]; shown: Shown }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  return (
    <form
      ref={form}
      action={resultsHref({ productId: shown.productId })}
      onSubmit={(event) => {
        event.preventDefault();
        const trend = String(new FormData(event.currentTarget).get("trend") ?? "");
        router.push(resultsHref({ ...shown, trend: trend || undefined }), { scroll: false });
      }}
      className="flex items-end gap-2"
    >
      {shown.set !== undefined && <input type="hidden" name="set" value={shown.set} />}
      <Field label="Trend of" className="min-w-0 flex-1">
        <Select
          key={shown.trend}
          name="trend"
          defaultValue={shown.trend ?? ""}
          onChange={() => form.current?.requestSubmit()}
        >
          <option value="">Overall maturity</option>
          {sections.map((section) => (
            <optgroup key={section.title} label={section.title || "Other questions"}>
              <option value={trendName(section.title)}>{section.title || "Other questions"}, the whole section</option>
              {section.dimensions.map(({ key, title }) => (
                <option key={key} value={trendName(section.title, key)}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <Button type="submit">Show</Button>
    </form>
  );
}
