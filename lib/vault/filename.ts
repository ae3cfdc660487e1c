const LONGEST = 200;

/** Reserved by Windows, whatever the extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Marks that reorder or hide text: "invoice‮fdp.exe" must not read as "invoiceexe.pdf". */
const DECEPTIVE =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * A name that is safe to show, to download and to put in a path: NFC, without control and direction characters, without
 * any folder, at most 200 characters with its extension kept. It never chooses where the bytes are stored.
 */
export function cleanFilename(raw: string): string {
  const flat = raw
    .replace(/\p{Surrogate}/gu, "")
    .replace(DECEPTIVE, "")
    .normalize("NFC");
  const last = flat.split(/[/\\]/).findLast((part) => !/^[.\s]*$/.test(part)) ?? "";
  const name = last
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  if (!name) return "evidence";
  return shorten(RESERVED.test(name) ? `_${name}` : name);
}

/** The extension in lower case without its dot; empty when there is none. */
export function extensionOf(filename: string): string {
  const [, extension] = /[^.]\.([A-Za-z0-9]{1,10})$/.exec(filename) ?? [];
  return extension?.toLowerCase() ?? "";
}

function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  const extension = extensionOf(name);
  const tail = extension ? name.slice(-extension.length - 1) : "";
  return (
    characters
      .slice(0, LONGEST - tail.length)
      .join("")
      .trimEnd() + tail
  );
}
