const levels = Array.from({ length: 11 }, (_, at) => at / 2);

/** What a target can be: none of its own, half steps, and whatever it is now. */
export function LevelOptions({ none, present }: { none: string; present: number | null }) {
  const offered = present === null || levels.includes(present) ? levels : [...levels, present].sort((a, b) => a - b);
  return (
    <>
      <option value="">{none}</option>
      {offered.map((level) => (
        <option key={level} value={level}>
          {level}
        </option>
      ))}
    </>
  );
}
