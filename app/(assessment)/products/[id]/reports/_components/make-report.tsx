"use client";

import { useRouter } from "next/navigation";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import {
  createReportInput,
  reportSections,
  sectionNames,
  type ReportSection,
} from "@/lib/assessment/report/report-input";
import { createReportAction } from "../actions";

interface SnapshotChoice {
  id: number;
  taken_at: string;
  round: number;
  overall_score: number;
}

/** Chooses what a report shows, and makes it. */
export function MakeReport({
  productId,
  name,
  sections,
  snapshots,
}: {
  productId: number;
  name: string;
  sections: ReportSection[];
  snapshots: SnapshotChoice[];
}) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: createReportInput,
    defaults: { product_id: productId, sections, pdf: true },
    send: createReportAction,
    onDone: () => router.refresh(),
  });
  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <div className="grid gap-4 md:grid-cols-2">
        <Field label="Title" error={errors.title}>
          <Input {...register("title")} defaultValue={`${name}: security maturity`} />
        </Field>
        <Field label="Shows" error={errors.snapshot_id}>
          <Select {...register("snapshot_id", { setValueAs: (value: string) => value || undefined })} defaultValue="">
            <option value="">The product as it stands now</option>
            {snapshots.map(({ id, taken_at, round, overall_score }) => (
              <option key={id} value={id}>
                {`${taken_at.slice(0, 16).replace("T", " ")} UTC, round ${round}, ${overall_score.toFixed(2)}`}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <fieldset>
        <legend className="mb-2 text-sm font-medium">Sections</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {sectionNames.map((section) => (
            <Checkbox key={section} {...register("sections")} value={section} label={reportSections[section]} />
          ))}
        </div>
        {errors.sections && <p className="mt-1 text-sm text-danger">{errors.sections}</p>}
      </fieldset>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" pending={pending}>
          Make report
        </Button>
        <Checkbox {...register("pdf")} label="Print it as PDF too" />
      </div>
    </form>
  );
}
