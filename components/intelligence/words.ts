import type { IconName } from "@/components/ui/icon";
import type { Tone } from "@/components/ui/tone";

interface Word {
  label: string;
  tone: Tone;
  icon: IconName;
}

/** What levels and states of the intelligence workspace are called, the same on every screen, and how they look. */
export const riskWords: Record<string, Word> = {
  LOW: { label: "Low", tone: "neutral", icon: "flag" },
  MEDIUM: { label: "Medium", tone: "info", icon: "flag" },
  HIGH: { label: "High", tone: "warning", icon: "flag" },
  CRITICAL: { label: "Critical", tone: "danger", icon: "flag" },
};

/** Without a score nothing was found, or nobody looked: that is not a low risk. */
export const unscored: Word = { label: "Not scored", tone: "neutral", icon: "circle-dashed" };

export const platformNames: Record<string, string> = {
  telegram: "Telegram",
  instagram: "Instagram",
  whatsapp: "WhatsApp",
  web: "Web",
  other: "Other",
};

/** What somebody made of a hit. */
export const detectionWords: Record<string, Word> = {
  new: { label: "Undecided", tone: "info", icon: "circle-dot" },
  reviewed: { label: "Seen", tone: "neutral", icon: "eye" },
  confirmed: { label: "Confirmed", tone: "success", icon: "circle-check" },
  false_positive: { label: "False positive", tone: "neutral", icon: "circle-x" },
  ignored: { label: "Ignored", tone: "neutral", icon: "circle-slash" },
  escalated: { label: "Escalated", tone: "danger", icon: "flag" },
};

/** How far a message is. */
export const contentWords: Record<string, Word> = {
  PENDING: { label: "Not looked at", tone: "neutral", icon: "circle-dashed" },
  ANALYZED: { label: "Analyzed", tone: "info", icon: "circle-dot" },
  REVIEWING: { label: "Under review", tone: "warning", icon: "eye" },
  APPROVED: { label: "Confirmed", tone: "success", icon: "circle-check" },
  REJECTED: { label: "Refused", tone: "neutral", icon: "circle-x" },
};

export const identifierKindNames: Record<string, string> = {
  email: "E-mail",
  phone: "Phone",
  ip: "IP address",
  domain: "Domain",
  url: "Link",
  hash: "Hash",
  wallet: "Wallet",
  iban: "IBAN",
  handle: "Handle",
  name: "Name",
  organization: "Organization",
  location: "Location",
};

/** What a person held two accounts for. */
export const verdictWords: Record<string, Word> = {
  same: { label: "Same person", tone: "success", icon: "check" },
  different: { label: "Different persons", tone: "warning", icon: "x" },
  unsure: { label: "Not yet clear", tone: "neutral", icon: "help" },
};

/** How far a search is. */
export const searchWords: Record<string, Word> = {
  queued: { label: "Queued", tone: "info", icon: "clock" },
  running: { label: "Searching", tone: "info", icon: "activity" },
  done: { label: "Done", tone: "success", icon: "circle-check" },
  failed: { label: "Failed", tone: "danger", icon: "circle-x" },
  cancelled: { label: "Cancelled", tone: "neutral", icon: "ban" },
};

/** What is searched with. */
export const connectorNames: Record<string, string> = {
  workspace: "This workspace",
  spiderfoot: "SpiderFoot",
  intelowl: "IntelOwl",
  opencti: "OpenCTI",
};

/** What may be searched for. */
export const searchTypeNames: Record<string, string> = {
  email: "E-mail address",
  phone: "Telephone number",
  ip: "IP address",
  domain: "Domain",
  url: "URL",
  hash: "File hash",
  wallet: "Wallet",
  iban: "IBAN",
  handle: "Handle",
  name: "Name of a person",
  organization: "Name of an organization",
  location: "Place",
  text: "Text",
  file: "Imported file",
};

/** In which form records leave. */
export const formatNames: Record<string, string> = { stix: "STIX 2.1", misp: "MISP event", csv: "Table (CSV)" };

/** To whom they may be passed on. */
export const markingNames: Record<string, string> = {
  clear: "TLP:CLEAR, to anybody",
  green: "TLP:GREEN, within the community",
  amber: "TLP:AMBER, within the organization and its clients",
  "amber+strict": "TLP:AMBER+STRICT, within the organization",
  red: "TLP:RED, to named recipients",
};
