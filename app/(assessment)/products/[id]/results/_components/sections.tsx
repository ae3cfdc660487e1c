import { Heatmap } from "@/components/charts/heatmap";
import { RadarByDimension } from "@/components/charts/radar-by-dimension";
import { Card, Section } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import type { SectionResult } from "@/lib/assessment/results";
import { dimensionHref, sectionAnchor, type Shown } from "./addresses";
import { counted, heatmapMessage, sectionMessage } from "./messages";

const titleOf = (section: SectionResult) => section.title || "Other questions";

/** All sections and dimensions at a glance, each number leading to its answers. */
export function MaturityMap({ sections, shown }: { sections: SectionResult[]; shown: Shown }) {
  return (
    <Section title={heatmapMessage(sections)} description="Self-assessed maturity by section and dimension" card>
      <Heatmap
        label="Maturity by section and dimension"
        rowHeading="Section"
        rows={sections.map((section, index) => ({
          label: titleOf(section),
          href: `#${sectionAnchor(index)}`,
          score: section.average,
          cells: section.dimensions.map((dimension) => ({
            label: dimension.title,
            score: dimension.average,
            detail: `${dimension.answered} of ${dimension.total - dimension.notApplicable}`,
            href: dimensionHref(shown, dimension),
          })),
        }))}
      />
    </Section>
  );
}

/** A radar per section: self-assessed, validated and target. */
export function SectionRadars({ sections, shown }: { sections: SectionResult[]; shown: Shown }) {
  return (
    <Section
      title="Section by section"
      description="Self-assessed beside validated; dimensions without an answer are left open"
    >
      <div className="@container">
        <div className="grid gap-4 @4xl:grid-cols-2">
          <Overview sections={sections} />
          {sections.map((section, index) => (
            <Card key={section.title} id={sectionAnchor(index)} className="scroll-mt-16">
              <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
                <h3 className="text-lg font-semibold">{titleOf(section)}</h3>
                <span className="flex items-center gap-4 text-sm text-muted">
                  <span className="flex items-center gap-1.5">
                    Self <MaturityBadge score={section.average} digits={2} size="sm" />
                  </span>
                  <span className="flex items-center gap-1.5">
                    Validated <MaturityBadge score={section.validated} digits={2} size="sm" />
                  </span>
                </span>
              </div>
              <RadarByDimension
                title={sectionMessage(section)}
                description={`${section.answered} of ${counted(section.total - section.notApplicable, "question")} answered`}
                data={section.dimensions.map((dimension) => ({
                  dimension: dimension.title,
                  self: dimension.average,
                  validated: dimension.validated,
                  target: dimension.target,
                  href: dimensionHref(shown, dimension),
                }))}
              />
            </Card>
          ))}
        </div>
      </div>
    </Section>
  );
}

/** The sections against each other. */
function Overview({ sections }: { sections: SectionResult[] }) {
  return (
    <Card>
      <h3 className="mb-3 flex h-6 items-center text-lg font-semibold">All sections</h3>
      <RadarByDimension
        title={heatmapMessage(sections)}
        description="A section’s score is the mean of its dimensions"
        data={sections.map((section, index) => ({
          dimension: titleOf(section),
          self: section.average,
          validated: section.validated,
          target: section.target,
          href: `#${sectionAnchor(index)}`,
        }))}
      />
    </Card>
  );
}
