import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/*
 * What the image is made of, read from the file that makes it: what runs the service, and nothing that was only needed to
 * build or test it, or that anybody left in the folder.
 */
const dockerfile = readFileSync("deploy/Dockerfile", "utf8").replaceAll(/\\\n/g, " ");
const [build, image] = dockerfile.split(/^FROM /m).slice(1) as [string, string];
const hidden = readFileSync(".dockerignore", "utf8").split("\n").filter(Boolean);

describe("the image", () => {
  it("has these files of the repository, one by one, and belongs to root", () => {
    const copied = [...image.matchAll(/^COPY (.+)$/gm)].map(([, words]) => words!.split(" "));
    const places = copied.map((words) => words.filter((word) => !word.startsWith("--"))[0]);
    expect(places).toEqual([
      ...["/app/package.json", "/app/node_modules", "/app/.next", "/app/.build", "/app/public", "/app/next.config.ts"],
      ...["/app/db/migrations", "/app/db/seed"],
    ]);
    for (const words of copied) expect(words).toEqual(expect.arrayContaining(["--from=build", "--chown=root:root"]));
    expect(image).not.toMatch(/^ADD /m);
  });

  it("has no source maps, no tools of development and no measurements", () => {
    expect(build).toMatch(/npm prune --omit=dev/);
    expect(build).toMatch(/find \.next \.build -name '\*\.map' -delete/);
    expect(build).toMatch(/rm -rf \.next\/cache \.build\/bench\*\.mjs \.build\/development\.mjs/);
  });

  it("is built without history, secrets or data of whoever builds it", () => {
    const needed = [".git", ".data", ".test", "node_modules", "**/.env*", "**/*.key", "**/*.pem", "**/*.log"];
    expect(needed.filter((name) => !hidden.includes(name))).toEqual([]);
    expect(dockerfile).not.toMatch(/^ARG|(SECRET|PASSWORD|TOKEN|ENCRYPTION_KEYS)\s*=/m);
  });
});
