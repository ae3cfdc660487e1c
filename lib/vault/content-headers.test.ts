import { describe, expect, it } from "vitest";
import { contentDisposition, contentHeaders } from "./content-headers";

const file = (filename: string, mediaType: string) => ({ filename, mediaType, size: 10 });

describe("serving a file", () => {
  it("is a download unless it is asked for in place", () => {
    const headers = contentHeaders(file("a.png", "image/png"), false);
    expect(headers).toMatchObject({
      "content-disposition": "attachment; filename=\"a.png\"; filename*=UTF-8''a.png",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/);
  });

  it("shows images, PDF and text in place, text always as plain text", () => {
    const inline = (type: string) => contentHeaders(file("a", type), true);
    expect(inline("image/png")["content-disposition"]).toMatch(/^inline/);
    expect(inline("application/pdf")["content-disposition"]).toMatch(/^inline/);
    for (const type of ["image/png", "application/pdf", "text/csv"]) {
      expect(inline(type)["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/);
    }
    for (const type of ["text/plain", "text/markdown", "text/csv", "application/json"]) {
      expect(inline(type)).toMatchObject({ "content-type": "text/plain; charset=utf-8" });
    }
  });

  it("never shows anything else in place", () => {
    const office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    for (const type of [office, "application/octet-stream"]) {
      expect(contentHeaders(file("a", type), true)["content-disposition"]).toMatch(/^attachment/);
    }
  });

  it("encodes any name so that it stays one header of one value", () => {
    const header = contentDisposition("attachment", '\u00dcber "sicht" (1)\'s %41\\.pdf');
    expect(header).toBe(
      "attachment; filename=\"U_ber _sicht_ (1)'s _41_.pdf\"; filename*=UTF-8''%C3%9Cber%20%22sicht%22%20%281%29%27s%20%2541%5C.pdf",
    );
    expect(contentDisposition("attachment", "日本\u{1f512}.txt")).toMatch(/^[\x20-\x7e]+$/);
  });
});
