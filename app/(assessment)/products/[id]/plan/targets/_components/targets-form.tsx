"use client";

import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { Refusal } from "@/app/_forms/refusal";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button, LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Select } from "@/components/ui/select";
import { targetsInput } from "@/lib/assessment/target-input";
import { saveTargetsAction } from "../../actions";
import { LevelOptions } from "./level-options";

export interface TargetSection {
  title: string;
  level: number | null;
  dimensions: { title: string; score: number | null; level: number | null }[];
}

/** All targets of a product on one screen, saved together at the version they were opened at. */
export function TargetsForm({
  product,
  sections,
}: {
  product: { id: number; version: number; target: number | null };
  sections: TargetSection[];
}) {
  const router = useRouter();
  const path = `/products/${product.id}/plan`;
  const rows = sections.flatMap(({ title, level, dimensions }) => [
    { section: title, dimension: "", level },
    ...dimensions.map((dimension) => ({ section: title, dimension: dimension.title, level: dimension.level })),
  ]);
  const textOf = (level: number | null) => (level === null ? "" : String(level));
  const { form, register, submit, pending, message, code } = useSubmit({
    schema: targetsInput,
    defaults: {
      product_id: product.id,
      version: product.version,
      target_level: textOf(product.target),
      targets: rows.map((row) => ({ ...row, level: textOf(row.level) })),
    },
    send: saveTargetsAction,
    onDone: () => {
      toast("Targets saved");
      router.push(path);
      router.refresh();
    },
  });
  const chosen = useWatch({ control: form.control }) as { target_level?: unknown; targets?: { level?: unknown }[] };
  const wordsOf = (value: unknown) => (value === "" || value == null ? "none" : String(value));
  const at = (section: string, dimension: string) =>
    rows.findIndex((row) => row.section === section && row.dimension === dimension);
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-6">
      <Refusal message={message} code={code} />
      <Field label="The product" className="max-w-xs">
        <Select {...register("target_level")}>
          <LevelOptions none="No target" present={product.target} />
        </Select>
      </Field>
      {sections.map((section) => {
        const own = at(section.title, "");
        const wider = wordsOf(chosen.target_level);
        const sectionLevel = chosen.targets?.[own]?.level;
        const inherited = wordsOf(sectionLevel === "" || sectionLevel == null ? chosen.target_level : sectionLevel);
        return (
          <Section key={section.title} title={section.title} card padded={false}>
            <ul className="divide-y divide-line">
              <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 bg-subtle px-4 py-2">
                <span className="font-medium">The section</span>
                <Field label={`Target of ${section.title}`} hideLabel className="w-52">
                  <Select {...register(`targets.${own}.level`)}>
                    <LevelOptions none={`As the product (${wider})`} present={section.level} />
                  </Select>
                </Field>
              </li>
              {section.dimensions.map((dimension) => (
                <li
                  key={dimension.title}
                  className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2"
                >
                  <span className="flex min-w-0 items-center gap-2">
                    <MaturityBadge score={dimension.score} digits={2} size="sm" />
                    {dimension.title}
                  </span>
                  <Field label={`Target of ${dimension.title}, ${section.title}`} hideLabel className="w-52">
                    <Select {...register(`targets.${at(section.title, dimension.title)}.level`)}>
                      <LevelOptions none={`As the section (${inherited})`} present={dimension.level} />
                    </Select>
                  </Field>
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Save targets
        </Button>
        <LinkButton href={path} variant="ghost">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
