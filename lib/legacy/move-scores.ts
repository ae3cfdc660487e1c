import { insertSnapshots, listDimensionScores, listSets, type SnapshotRow } from "@/db/queries/legacy/history";
import { overallOf } from "@/lib/assessment/scoring";
import type { Questionnaire } from "@/lib/assessment/questionnaire";
import { rowsOf, type LegacyRow } from "./legacy-row";
import type { Move, People } from "./move";
import type { MovedProduct, Products } from "./move-products";

const DAY = 86_400_000;

interface SectionScore {
  id: number;
  row: LegacyRow;
  product: MovedProduct;
  userId: number;
  section: string;
  /** 0 to 5. */
  average: number;
  answered: number;
  total: number;
  at: Date;
}

/**
 * Makes snapshots of `score_history`: one for each day on which a score was noted, with every section as it was last noted
 * by then. They are that system's figures, of a time of which only the figures are left.
 */
export async function moveScoreHistory(
  move: Move,
  people: People,
  products: Products,
  questionnaires: ReadonlyMap<number, Questionnaire>,
): Promise<void> {
  const { tx, report, ledger } = move;
  const bySet = new Map<string, SectionScore[]>();
  for (const score of readHistory(move, people, products)) {
    const key = `${score.product.id}/${score.userId}`;
    bySet.set(key, [...(bySet.get(key) ?? []), score]);
  }
  const sets = await listSets(tx, [...new Set([...products.values()].map(({ id }) => id))]);
  const rows: SnapshotRow[] = [];
  for (const [set, scores] of bySet) {
    scores.sort((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id);
    const latest = new Map<string, SectionScore>();
    for (const [at, score] of scores.entries()) {
      latest.set(score.section, score);
      const next = scores[at + 1];
      if (next && dayOf(next) === dayOf(score)) continue;
      const key = `${set}/${dayOf(score)}`;
      if (!sets.has(set) || ledger.find("snapshots", key)) continue;
      rows.push(snapshotOf([...latest.values()], score, questionnaires.get(score.product.versionId)));
      ledger.add("snapshots", key, "", null);
    }
    for (const { id, row } of scores) {
      if (!sets.has(set)) report.leave("score_history", "nothing was answered there", id);
      else if (ledger.find("score_history", String(id))) report.know("score_history");
      else {
        row.tell(report);
        report.take("score_history");
        ledger.add("score_history", String(id), "", null);
      }
    }
  }
  await insertSnapshots(tx, rows);
  report.make("snapshots", rows.length);
}

const dayOf = ({ at }: SectionScore) => Math.floor(at.getTime() / DAY);

function* readHistory({ file, report, now }: Move, people: People, products: Products): Generator<SectionScore> {
  for (const { id, row } of rowsOf(file, "score_history", report, now)) {
    const product = products.get(row.id("product_id") ?? 0);
    const person = people.get(row.id("user_id") ?? 0);
    const [section, at, percentage] = [row.line("section_name", 200), row.moment("calculated_at"), percentOf(row)];
    if (!product || !person) report.leave("score_history", "its product or person was left, or is not in the file", id);
    else if (!section || !at || percentage === undefined)
      report.leave("score_history", "it lacks a section, a time or a score of 0 to 100 per cent", id);
    else {
      const average = Math.round(percentage * 5) / 100;
      const [answered, total] = [row.number("questions_answered") ?? 0, row.number("questions_total") ?? 0];
      yield { id, row, product, userId: person.id, section, average, answered, total, at };
    }
  }
}

function percentOf(row: LegacyRow): number | undefined {
  const most = row.number("max_score");
  const total = row.number("total_score");
  const value = row.number("percentage") ?? (total !== undefined && most ? (total / most) * 100 : undefined);
  return value !== undefined && value >= 0 && value <= 100 ? value : undefined;
}

function snapshotOf(latest: SectionScore[], last: SectionScore, questionnaire: Questionnaire | undefined): SnapshotRow {
  const places = [...(questionnaire?.places.values() ?? [])];
  const sum = (pick: (score: SectionScore) => number) => latest.reduce((total, score) => total + pick(score), 0);
  const total = sum((score) => score.total);
  return {
    organization_id: last.product.organizationId,
    product_id: last.product.id,
    user_id: last.userId,
    cause: "submit",
    overall_score: overallOf(latest.map(({ average }) => average)),
    coverage: total > 0 ? Math.min(1, Math.max(0, sum((score) => score.answered) / total)) : 0,
    validated_coverage: 0,
    scores: latest.map(({ section: name, average }) => ({
      section: places.find(({ dimension }) => dimension === name)?.section ?? name,
      dimension: name,
      average,
      validated: null,
    })),
    taken_at: last.at.toISOString(),
  };
}

/** Scores here follow from the answers, so `maturity_scores` is compared, not taken. */
export async function compareScores(
  { tx, file, report, now }: Move,
  people: People,
  products: Products,
): Promise<void> {
  if (!file.tables.has("maturity_scores")) return;
  const ids = [...new Set([...products.values()].map(({ id }) => id))];
  const scores = new Map(
    (await listDimensionScores(tx, ids)).map((row) => [`${row.product_id}/${row.user_id}/${row.dimension}`, row.score]),
  );
  let same = 0;
  for (const { id, row } of rowsOf(file, "maturity_scores", report, now)) {
    const [product, person] = [products.get(row.id("product_id") ?? 0), people.get(row.id("user_id") ?? 0)];
    const [dimension, value] = [row.line("dimension", 200), row.number("score")];
    const theirs = value === undefined ? undefined : (value / (row.number("max_score") || 5)) * 5;
    const ours = scores.get(`${product?.id}/${person?.id}/${dimension}`);
    if (row.has("subdimension")) report.leave("maturity_scores", "of a subdimension: scores follow from answers", id);
    else if (ours === undefined || ours === null || theirs === undefined)
      report.leave("maturity_scores", "no answer that moved in bears it out", id, dimension);
    else if (Math.abs(ours - theirs) < 0.005) same++;
    else
      report.leave(
        "maturity_scores",
        "differs from what the answers give, which counts here",
        id,
        `${dimension}: ${ours.toFixed(2)} here, ${theirs.toFixed(2)} there`,
      );
  }
  report.leaveAll("maturity_scores", "is what the answers give, so it is not kept twice", same);
}
