import { z } from "zod";
import { clientFor } from "./client";
import { ConnectorFailed, MOST_ENTRIES, type Connector, type OsintEntry } from "./connector";

const MOST = 100;

/** What is asked of OpenCTI: observables and indicators that have the words, with what versions 5 and 6 both say of them. */
const QUESTION = `query Search($search: String!, $first: Int!) {
  stixCyberObservables(search: $search, first: $first) {
    edges { node { id entity_type observable_value created_at updated_at x_opencti_score x_opencti_description } }
    pageInfo { globalCount }
  }
  indicators(search: $search, first: $first) {
    edges { node { id name pattern valid_from valid_until x_opencti_score description } }
    pageInfo { globalCount }
  }
}`;

const score = z.number().min(0).max(100).nullish();
const page = <Node extends z.ZodType>(node: Node) =>
  z.object({
    edges: z.array(z.object({ node })),
    pageInfo: z.object({ globalCount: z.number() }),
  });
const observable = z.object({
  id: z.string(),
  entity_type: z.string(),
  observable_value: z.string(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  x_opencti_score: score,
  x_opencti_description: z.string().nullish(),
});
const indicator = z.object({
  id: z.string(),
  name: z.string(),
  pattern: z.string().nullish(),
  valid_from: z.string().nullish(),
  valid_until: z.string().nullish(),
  x_opencti_score: score,
  description: z.string().nullish(),
});
const answered = z.object({ data: z.object({ stixCyberObservables: page(observable), indicators: page(indicator) }) });
const refused = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) });

const kinds: Record<string, NonNullable<OsintEntry["kind"]>> = {
  "Email-Addr": "email",
  "Phone-Number": "phone",
  "IPv4-Addr": "ip",
  "IPv6-Addr": "ip",
  "Domain-Name": "domain",
  Hostname: "domain",
  Url: "url",
  StixFile: "hash",
  "Cryptocurrency-Wallet": "wallet",
  "Bank-Account": "iban",
  "User-Account": "handle",
};

/** OpenCTI by its GraphQL API: what a platform of one's own, or of a partner, already knows. */
export const opencti: Connector = {
  types: ["email", "phone", "ip", "domain", "url", "hash", "wallet", "iban", "handle", "name", "organization", "text"],
  async search(query, _type, settings, signal) {
    const client = clientFor("OpenCTI", settings, signal);
    const answer = await client.json({
      path: "/graphql",
      method: "POST",
      repeatable: true, // it only reads
      headers: { authorization: `Bearer ${settings.credential}`, "content-type": "application/json" },
      // In quotation marks it is searched for as a whole.
      body: JSON.stringify({ query: QUESTION, variables: { search: `"${query.replaceAll('"', "")}"`, first: MOST } }),
    });
    const refusal = refused.safeParse(answer);
    if (refusal.success) throw new ConnectorFailed(`OpenCTI refuses: ${refusal.data.errors[0]!.message.slice(0, 300)}`);
    const read = answered.safeParse(answer);
    if (!read.success) throw new ConnectorFailed("OpenCTI answered in a form that is not known here.");
    const { stixCyberObservables: observables, indicators } = read.data.data;
    const results: OsintEntry[] = [
      ...observables.edges.map(({ node }) => ({
        source: "OpenCTI observables",
        type: node.entity_type,
        kind: kinds[node.entity_type] ?? null,
        value: node.observable_value,
        detail: node.x_opencti_description ?? "",
        seenAt: node.updated_at ?? node.created_at ?? null,
        confidence: null,
        data: node,
      })),
      ...indicators.edges.map(({ node }) => ({
        source: "OpenCTI indicators",
        type: "Indicator",
        kind: null,
        value: node.name,
        detail: [node.description, node.pattern].filter(Boolean).join("; "),
        seenAt: node.valid_from ?? null,
        confidence: null,
        data: node,
      })),
    ];
    const scores = [...observables.edges, ...indicators.edges].flatMap(({ node }) => node.x_opencti_score ?? []);
    const more = observables.pageInfo.globalCount + indicators.pageInfo.globalCount - results.length;
    return {
      results: results.slice(0, MOST_ENTRIES),
      sourcesSearched: 2,
      ...(scores.length > 0 && { riskScore: Math.max(...scores) }),
      remarks: more > 0 ? [`Further objects, left out: ${more}.`] : [],
    };
  },
};
