import shipped from "./model.json";

/** A trained model, as `suggestions train` writes it. */
export interface Model {
  version: string;
  /** What it was trained on: a digest of data and code of the features. */
  trained_on: string;
  /** Stems that many questions have, in their text alone or with their stages: they do not show what an answer is about. */
  asked: string[];
  common: string[];
  /** Stems that stand in the training texts of several questions. */
  familiar: string[];
  /** What a feature adds to a claim's score, from `base`. */
  weights: Record<string, number>;
  base: number;
  /** What the nearness to a described stage adds, per point above or below 3. */
  nearness: number;
  /** Logits of "at least 2, 3, 4, 5": intercepts, and what the highest and lowest claim add per point above 3. */
  scale: { intercepts: number[]; highest: number; lowest: number };
}

/** A model made ready for reading. */
export interface ReadyModel extends Omit<Model, "asked" | "common" | "familiar" | "weights"> {
  asked: ReadonlySet<string>;
  common: ReadonlySet<string>;
  familiar: ReadonlySet<string>;
  weights: ReadonlyMap<string, number>;
}

export const ready = (model: Model): ReadyModel => ({
  ...model,
  asked: new Set(model.asked),
  common: new Set(model.common),
  familiar: new Set(model.familiar),
  weights: new Map(Object.entries(model.weights)),
});

let kept: ReadyModel | undefined;

/** The model that comes with the product, made ready at the first free text. */
export const shippedModel = (): ReadyModel => (kept ??= ready(shipped));
