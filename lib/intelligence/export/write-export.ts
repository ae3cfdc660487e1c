import { toIdentifierCsv } from "./csv";
import type { Exported, ExportFormat } from "./exported";
import { toMisp } from "./misp";
import { toStix } from "./stix/bundle";

const writers: Record<ExportFormat, (exported: Exported) => string> = {
  stix: (exported) => `${JSON.stringify(toStix(exported), null, 2)}\n`,
  misp: (exported) => `${JSON.stringify(toMisp(exported), null, 2)}\n`,
  csv: toIdentifierCsv,
};

/** The text of an export. */
export const writeExport = (format: ExportFormat, exported: Exported): string => writers[format](exported);
