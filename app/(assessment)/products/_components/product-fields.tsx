"use client";

import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

/** What the form shows at first. */
export interface ProductValues {
  name: string;
  description: string;
  url: string;
  language: string;
  cloud_platform: string;
  cicd_platform: string;
  target_level: number | null;
}

const languages = ["TypeScript", "Java", "C#", "Go", "Python", "Kotlin", "Swift", "Rust", "C", "C++", "PHP", "Ruby"];
const clouds = ["AWS", "Azure", "Google Cloud", "On premises", "Hybrid", "Hetzner", "OVHcloud"];
const pipelines = ["GitHub Actions", "GitLab CI", "Jenkins", "Azure DevOps", "CircleCI", "TeamCity", "Buildkite"];

const targets = [2, 2.5, 3, 3.5, 4, 4.5, 5];

/** What is typed about a product: the same fields when it is made and when it is changed. */
export function ProductFields({
  values,
  register,
  errors,
}: {
  values: ProductValues;
  register: (name: keyof ProductValues) => UseFormRegisterReturn;
  errors: { [Name in keyof ProductValues]?: string };
}) {
  const levels = [...new Set([...targets, ...(values.target_level === null ? [] : [values.target_level])])].sort(
    (a, b) => a - b,
  );
  return (
    <>
      <Field label="Name" error={errors.name} required>
        <Input defaultValue={values.name} maxLength={200} autoComplete="off" {...register("name")} />
      </Field>
      <Field
        label="Description"
        error={errors.description}
        optional
        hint="What it does and for whom, in a sentence or two."
      >
        <Textarea defaultValue={values.description} maxLength={5_000} rows={3} {...register("description")} />
      </Field>
      <Field label="Address" error={errors.url} optional>
        <Input type="url" defaultValue={values.url} placeholder="https://" maxLength={500} {...register("url")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Suggested
          input={register("language")}
          label="Language"
          among={languages}
          value={values.language}
          error={errors.language}
        />
        <Suggested
          input={register("cloud_platform")}
          label="Cloud platform"
          among={clouds}
          value={values.cloud_platform}
          error={errors.cloud_platform}
        />
        <Suggested
          input={register("cicd_platform")}
          label="CI/CD platform"
          among={pipelines}
          value={values.cicd_platform}
          error={errors.cicd_platform}
        />
      </div>
      <Field
        label="Target level"
        error={errors.target_level}
        optional
        hint="The maturity to reach, 0 to 5: results show the gap to it."
        className="sm:max-w-60"
      >
        <Select defaultValue={values.target_level ?? ""} {...register("target_level")}>
          <option value="">No target yet</option>
          {levels.map((level) => (
            <option key={level} value={level}>
              {level.toFixed(1)}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

/** A free text with suggestions. */
function Suggested({
  input,
  label,
  among,
  value,
  error,
}: {
  input: UseFormRegisterReturn;
  label: string;
  among: string[];
  value: string;
  error: string | undefined;
}) {
  const suggestions = `${input.name}-suggestions`;
  return (
    <Field label={label} error={error} optional>
      <Input list={suggestions} defaultValue={value} maxLength={100} autoComplete="off" {...input} />
      <datalist id={suggestions}>
        {among.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </Field>
  );
}
