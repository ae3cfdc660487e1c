import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { jpeg, office, pdf, pieces, png, zip } from "@/e2e/support/files";
import { Fault } from "@/lib/kernel/fault";
import { openFileStore } from "./file-store";
import { openSealedFile } from "./sealed-file";
import { stageFile, type Upload, type Vault } from "./stage-file";

let root: string;
let vault: Vault;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "vault-"));
  const dataKey = { id: 1, key: randomBytes(32) };
  vault = { store: openFileStore(root), organizationId: 5, dataKey, maxBytes: 300_000 };
});

const files = () =>
  readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => statSync(path.join(root, name)).isFile());

const stage = (filename: string, ...parts: (Buffer | string | Error)[]) =>
  stageFile(vault, { filename, chunks: pieces(...parts) });

async function refusal(upload: Promise<unknown>): Promise<Fault> {
  const fault = await upload.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(Fault);
  expect(files()).toEqual([]);
  return fault as Fault;
}

describe("taking a file", () => {
  it("stores it once, by its hash, so that it opens again", async () => {
    const content = Buffer.concat([pdf(), Buffer.from(`\n%${"x".repeat(150_000)}`)]);
    const halves = [content.subarray(0, 70_001), content.subarray(70_001)];
    const file = await stage("../plan.pdf", ...halves);
    const sha256 = createHash("sha256").update(content).digest("hex");
    expect(file).toEqual({
      sha256,
      size: content.length,
      mediaType: "application/pdf",
      filename: "plan.pdf",
      dataKeyId: 1,
    });
    await stage("same.pdf", content);
    expect(files()).toEqual([`5/${sha256.slice(0, 2)}/${sha256}`]);

    const stored = await vault.store.open({ organizationId: 5, sha256 });
    const opened = await openSealedFile({ organizationId: 5, ...file }, stored!, () => vault.dataKey.key);
    expect((await opened.read(0, content.length)).equals(content)).toBe(true);
    await stored!.close();
  });

  it("puts no plaintext on the disk", async () => {
    const canary = "CANARY-7f3a9c";
    const { sha256 } = await stage("notes.txt", `${canary}\n`.repeat(9_000));
    const bytes = readFileSync(path.join(root, "5", sha256.slice(0, 2), sha256));
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(bytes.includes(canary)).toBe(false);
  });

  it.each<[string, Buffer | string, string]>([
    ["scan.pdf", pdf(), "application/pdf"],
    ["shot.png", png(), "image/png"],
    ["photo.jpg", jpeg(4000, 3000, 60_000), "image/jpeg"],
    ["photo.JPEG", jpeg(4000, 3000), "image/jpeg"],
    ["build.log", "\u001b[32mok\u001b[0m 12:00 BMW\r\n", "text/plain"],
    ["BM.txt", "BM is how a bitmap begins, and this text, too", "text/plain"],
    ["readme.md", "# Evidence\n<p>Markdown may hold markup</p>", "text/markdown"],
    ["rows.csv", "\ufeffname,größe\nA,1\n", "text/csv"],
    ["sbom.json", '{"bomFormat":"CycloneDX"}', "application/json"],
    ["junit.xml", '<?xml version="1.0"?><testsuite/>', "text/plain"],
    ["ci.yml", "jobs:\n  build: {}\n", "text/plain"],
    ["policy.docx", office("docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["sheet.xlsx", office("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["deck.pptx", office("pptx"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  ])("takes %s", async (filename, content, mediaType) => {
    expect(await stage(filename, Buffer.from(content as string))).toMatchObject({ mediaType, filename });
  });

  it("names a file that came without an extension by its content", async () => {
    expect(await stage("pasted", png())).toMatchObject({ filename: "pasted.png" });
    expect(await stage("notes", "hello")).toMatchObject({ filename: "notes.txt" });
  });
});

const dll = Buffer.concat([Buffer.from("MZ"), randomBytes(200)]);
const macros = { name: "word/vbaProject.bin", content: "macro" };

describe("refusing a file", () => {
  it.each<[string, Buffer | string, RegExp]>([
    ["page.html", "<html></html>", /HTML and SVG/],
    ["image.svg", "<svg onload=alert(1)>", /HTML and SVG/],
    ["page.txt", " \n<!-- x --><!DOCTYPE html><script>alert(1)</script>", /HTML and SVG/],
    ["image.xml", '<?xml version="1.0"?><!-- a --><svg:svg onload="alert(1)"/>', /HTML and SVG/],
    ["image.png", "<svg onload=alert(1)>", /the content is that of a \.txt file/],
    ["tool.pdf", dll, /not accepted|no known type/],
    ["tool.txt", dll, /not UTF-8 text/],
    ["tool.exe", "text", /\.exe are not accepted/],
    ["report.pdf.exe", pdf(), /\.exe are not accepted/],
    ["picture.png", pdf(), /the content is that of a \.pdf file/],
    ["notes.txt", pdf(), /the content is that of a \.pdf file/],
    ["archive.zip", zip([{ name: "a.txt", content: "a" }]), /Archives/],
    ["archive.docx", zip([{ name: "a.txt", content: "a" }]), /Archives/],
    ["archive.png", zip([{ name: "a.txt", content: "a" }]), /zip archive/],
    ["archive", zip([{ name: "a.txt", content: "a" }]), /Archives/],
    ["sheet.docx", office("xlsx"), /not what its name says/],
    ["macro.docm", office("docx", [macros]), /macros/],
    ["macro.docx", office("docx", [macros]), /macros/],
    [
      "macro.docx",
      office("docx", [], '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
      /macros/,
    ],
    ["macro.xlsx", office("xlsx", [{ name: "xl/macrosheets/sheet1.xml", content: "x" }]), /macros/],
    ["half.docx", office("docx").subarray(0, 300), /damaged/],
    ["nested.docx", office("docx", [{ name: "word/embeddings/inner.zip", content: "PK" }]), /archives or programs/],
    ["latin1.txt", Buffer.from("gr\u00f6\u00dfe", "latin1"), /UTF-8/],
    ["nul.txt", "a\0b", /UTF-8/],
    ["cut.txt", Buffer.from("größe").subarray(0, 3), /UTF-8/],
    ["data.json", "not json", /JSON/],
    ["old.doc", "x", /Old Office/],
  ])("415: %s (%#)", async (filename, content, message) => {
    const fault = await refusal(stage(filename, Buffer.from(content as string)));
    expect(fault).toMatchObject({ code: "unsupported_media_type", message: expect.stringMatching(message) });
  });

  const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `word/${index}.xml`, content: "" }));
  const entity = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><root>&x;</root>';
  it.each<[string, Buffer | string, RegExp]>([
    ["empty.txt", "", /empty/],
    ["huge.png", png(1, 1, { width: 50_000, height: 50_000 }), /too many pixels/],
    ["huge.jpg", jpeg(60_000, 60_000, 10), /too many pixels/],
    ["many.docx", office("docx", many), /too many parts/],
    ["bomb.docx", office("docx", [{ name: "word/a.xml", content: "a", claims: 2 ** 31 }]), /far larger/],
    [
      "link.docx",
      office("docx", [{ name: "word/a", content: "/etc/passwd", attributes: (0o120777 << 16) >>> 0 }]),
      /leads out/,
    ],
    ["slip.docx", office("docx", [{ name: "../../evil.xml", content: "x" }]), /leads out/],
    ["xxe.docx", office("docx", [], "", entity), /entities/],
  ])("422: %s", async (filename, content, message) => {
    vault.maxBytes = 5_000_000;
    const fault = await refusal(stage(filename, Buffer.from(content as string)));
    expect(fault).toMatchObject({ code: "invalid", message: expect.stringMatching(message) });
  });

  it("refuses a document whose list of parts unpacks to far more", async () => {
    const bomb = zip([
      { name: "[Content_Types].xml", content: Buffer.alloc(50 * 1024 * 1024, 0x20) },
      { name: "word/document.xml", content: "<r/>" },
    ]);
    await refusal(stage("bomb.docx", bomb));
  });

  it("refuses a type that contradicts the content, and takes one that says little", async () => {
    const send = (filename: string, declaredType: string, content: Buffer | string) =>
      stageFile(vault, { filename, declaredType, chunks: pieces(content) });
    for (const [name, type, content] of [
      ["a.png", "text/html", png()],
      ["a.png", "image/jpeg", png()],
      ["a.txt", "text/html", "hello"],
      ["a.txt", "image/svg+xml", "hello"],
      ["a.csv", "application/pdf", "a,b"],
    ] as const) {
      expect(await refusal(send(name, type, content))).toMatchObject({ code: "unsupported_media_type" });
    }
    await send("a.csv", "application/vnd.ms-excel", "a,b");
    await send("a.md", "", "# a");
    await send("a.png", "application/octet-stream", png());
  });
});

describe("an upload that does not end well", () => {
  it.each(["ENOSPC", "EDQUOT"])("says that there is no room (%s), and leaves nothing", async (code) => {
    const full = () => Promise.reject(Object.assign(new Error("no space left on device"), { code }));
    const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const { stage: begin, ...rest } = openFileStore(root);
    for (const failing of ["write", "keep"] as const) {
      vault.store = { ...rest, stage: async () => ({ ...(await begin()), [failing]: full }) };
      expect(await refusal(stage("notes.txt", "x".repeat(200_000)))).toMatchObject({
        code: "unavailable",
        extras: { retryAfter: 60 },
      });
    }
    vault.store = { ...rest, stage: full };
    expect(await refusal(stage("notes.txt", "x"))).toMatchObject({ code: "unavailable" });
    expect(log).toHaveBeenCalledTimes(3);
    log.mockRestore();
  });

  it("stops at the limit amid the stream and leaves nothing", async () => {
    let taken = 0;
    async function* endless() {
      for (; ; taken += 1) yield Buffer.from("x".repeat(50_000));
    }
    expect(await refusal(stageFile(vault, { filename: "a.txt", chunks: endless() }))).toMatchObject({
      code: "too_large",
    });
    expect(taken).toBeLessThan(8);
  });

  it("refuses an announced length over the limit before it reads", async () => {
    const upload: Upload = { filename: "a.txt", announcedSize: 300_001, chunks: pieces(new Error("was read")) };
    expect(await refusal(stageFile(vault, upload))).toMatchObject({ code: "too_large" });
  });

  it("leaves nothing when the sender goes away", async () => {
    expect(await refusal(stage("a.txt", "x".repeat(100_000), new Error("aborted")))).toMatchObject({
      code: "malformed",
    });
    const abort = new AbortController();
    async function* leaving() {
      yield Buffer.from("x".repeat(10_000));
      abort.abort();
      yield Buffer.from("y");
    }
    expect(
      await refusal(stageFile(vault, { filename: "a.txt", chunks: leaving(), signal: abort.signal })),
    ).toMatchObject({
      code: "malformed",
    });
  });

  it("takes a stream that ends early for what it is", async () => {
    const upload: Upload = { filename: "a.txt", announcedSize: 10, chunks: pieces("12345") };
    expect(await refusal(stageFile(vault, upload))).toMatchObject({ code: "malformed" });
  });
});
