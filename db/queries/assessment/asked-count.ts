/**
 * SQL of how many questions are asked of an answer set `s` (which may not be there yet) of the version `v`: those without a
 * condition, and those whose condition is met.
 */
export const askedCount =
  "(v.questions_count - v.conditional_count + case when s.asked is null then 0 else cardinality(s.asked) end)";
