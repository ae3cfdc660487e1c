/** How frameworks are called in cross-references, whatever a source calls them: equal names are what links two of them. */
const known: [RegExp, string][] = [
  [/\bdsomm\b|devsecops maturity model/i, "DSOMM"],
  [/\bsamm ?2?\b/i, "SAMM"],
  [/\bmasvs\b/i, "MASVS"],
  [/\basvs\b|application security verification/i, "ASVS"],
  [/iso.{0,12}27001\D{0,3}2022|27001-2022/i, "ISO 27001:2022"],
  [/iso.{0,12}27001\D{0,3}(2017|2013)|27001-201[37]/i, "ISO 27001:2017"],
  [/iso.{0,12}27002\D{0,3}2013/i, "ISO 27002:2013"],
  [/nist.{0,4}csf|nist.{0,4}cybersecurity framework/i, "NIST CSF"],
  [/800-53/i, "NIST SP 800-53"],
  [/800-171/i, "NIST SP 800-171"],
  [/opencre/i, "OpenCRE"],
  [/\bd3f(end)?\b/i, "D3FEND"],
  [/\bcis.{0,4}controls/i, "CIS Controls"],
  [/\bcyfun|cyberfundamentals/i, "CyberFundamentals"],
];

export function frameworkName(...names: string[]): string {
  for (const name of names) for (const [pattern, called] of known) if (pattern.test(name)) return called;
  return names.find(Boolean)?.slice(0, 120) ?? "";
}

/** A SAMM activity as SAMM's own toolbox writes it, stream before level: "D-SA-1-A" → "D-SA-A-1". */
export function sammReference(value: string): string | undefined {
  const code = /^([A-Z])-([A-Z]{2})-(?:([AB])-([1-3])|([1-3])-([AB]))$/.exec(value.trim().toUpperCase());
  return code ? `${code[1]}-${code[2]}-${code[3] ?? code[6]}-${code[4] ?? code[5]}` : undefined;
}
