/** Characters that are read of a text: enough to judge a log by; the rest is in the download. */
const MOST_TEXT = 200_000;

export interface ReadText {
  text: string;
  /** Whether there is more. */
  cut: boolean;
}

/** Reads only as much as is shown. */
export async function readText(source: string, signal: AbortSignal): Promise<ReadText> {
  const response = await fetch(source, { signal });
  if (!response.ok || !response.body) throw new Error("no content");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    if (text.length > MOST_TEXT) break;
  }
  await reader.cancel();
  return { text: text.slice(0, MOST_TEXT), cut: text.length > MOST_TEXT };
}
