"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { About } from "@/lib/assessment/draft-tree";
import { LineField, ProseField, TypedField } from "./fields";

const required = (most: number) => (typed: string) => {
  const value = typed.trim();
  if (value === "") return { error: "It cannot be empty." };
  return value.length > most ? { error: `At most ${most} characters.` } : { value };
};
const address = (typed: string) => {
  const value = typed.trim();
  return /^(https?:\/\/\S{1,480})?$/.test(value) ? { value } : { error: "An http or https address." };
};

/** What holds for the questionnaire as a whole. */
export function AboutForm({ about, onChange }: { about: About; onChange: (changed: Partial<About>) => void }) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TypedField
          label="Version"
          value={about.version}
          read={required(40)}
          onChange={(version) => onChange({ version })}
        />
        <Field label="Scoring model">
          <Select
            value={about.scoring_model}
            onChange={(event) => onChange({ scoring_model: event.target.value as About["scoring_model"] })}
          >
            <option value="mean">Weighted mean</option>
            <option value="high_water">Level reached (high water)</option>
            <option value="samm">OWASP SAMM</option>
          </Select>
        </Field>
      </div>
      <p className="border-t border-line pt-4 text-sm text-muted">
        What follows belongs to the questionnaire through all its versions.
      </p>
      <TypedField label="Title" value={about.title} read={required(300)} onChange={(title) => onChange({ title })} />
      <ProseField label="Description" value={about.description} onChange={(description) => onChange({ description })} />
      <div className="grid gap-4 sm:grid-cols-2">
        <LineField
          label="Source"
          hint="Whose content it is."
          value={about.source}
          onChange={(source) => onChange({ source })}
        />
        <TypedField
          label="Address of the source"
          value={about.source_url}
          read={address}
          onChange={(source_url) => onChange({ source_url })}
        />
      </div>
      <LineField label="Licence" value={about.licence} onChange={(licence) => onChange({ licence })} />
      <ProseField
        label="Attribution"
        hint="What the licence asks to be said, shown beside the content."
        most={2_000}
        value={about.attribution}
        onChange={(attribution) => onChange({ attribution })}
      />
    </div>
  );
}
