import { z } from "zod";
import { id, text, whole } from "@/lib/kernel/input";

/** A round's number, from 1. */
const roundNumber = () => whole(1, 100_000);

export const startRoundInput = z.object({ product_id: id(), name: text(100).default("") });

export const closeRoundInput = z.object({ product_id: id(), number: roundNumber() });

/** A round in words: its name, or its number. */
export const roundTitle = (round: { number: number; name: string }) =>
  round.name ? `Round ${round.number}: ${round.name}` : `Round ${round.number}`;
