import { Fault } from "@/lib/kernel/fault";
import { acceptedInWords } from "./file-kinds";
import { inWords } from "./limits";

/** 415, saying what is taken. */
export const refusedKind = (why: string) =>
  new Fault("unsupported_media_type", `${why} Accepted are ${acceptedInWords}.`);

/** 413 for a file over the limit. */
export const tooLarge = (limit: number) =>
  new Fault("too_large", `The file is larger than the limit of ${inWords(limit)}. Nothing was stored.`);

/** 422 for what hides more than it shows. */
export const refusedContent = (why: string) =>
  new Fault("invalid", `${why} Nothing was stored.`, { fields: [{ path: "file", message: why }] });

/** 503 while the malware scanner says nothing. */
export const notScanned = () =>
  new Fault("unavailable", "Files cannot be checked for malware at the moment, so none is taken. Nothing was stored.", {
    retryAfter: 60,
  });
