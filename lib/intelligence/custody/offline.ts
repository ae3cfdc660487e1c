import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { readCustodyFile, verifyCustody } from "./custody-file";

const USAGE = `Verifies the chain of custody of an exported exhibit. It needs nothing but Node 20 and the file.

  node verify-custody.mjs <exhibit.json> [--file <the exhibit itself>] [--head <hash of the last entry>]

  --file  the exhibit's own file; shows whether it is the one the chain is of
  --head  the hash of the last entry, learned elsewhere (the printed case file says it); shows whether entries were cut off
`;

/** The program verify-custody.mjs. Ends with 0 for a chain that verifies, 1 for one that does not, 2 for wrong usage. */
export async function main(words: string[], say: (line: string) => void): Promise<number> {
  const [file, ...rest] = words;
  const options = new Map<string, string>();
  for (let i = 0; i < rest.length; i += 2) options.set(rest[i]!, rest[i + 1] ?? "");
  if (!file || file.startsWith("-") || [...options].some(([name, value]) => !/^--(file|head)$/.test(name) || !value)) {
    say(USAGE);
    return 2;
  }
  try {
    const exported = readCustodyFile(await readFile(file, "utf8"));
    const beside = options.get("--file");
    const fileSha256 = beside ? await sha256Of(beside) : undefined;
    const verdict = verifyCustody(exported, { fileSha256, head: options.get("--head")?.trim().toLowerCase() });
    const what = `${exported.exhibit.number} of ${exported.case.number}`;
    if (!verdict.ok) {
      say(`NOT OK: ${what}: ${verdict.problem}.`);
      return 1;
    }
    for (const link of exported.custody)
      say(`${link.seq}. ${link.at} ${link.action} by ${link.by.name}${link.to ? `, to ${link.to.name}` : ""}`);
    say(`OK: ${what}: ${verdict.entries} entries verify, the last is ${verdict.head}.`);
    say(fileSha256 ? "The file is the exhibit's." : `The exhibit's file has the SHA-256 ${exported.exhibit.sha256}.`);
    return 0;
  } catch (error) {
    say(`NOT OK: ${(error as Error).message}`);
    return 1;
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest("hex");
}
