/** A text as it is compared, and of each unit where in the original it came from. */
export interface Stream {
  units: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  length: number;
}

const SPACE = 32;

export const streamOf = (capacity: number): Stream => ({
  units: new Uint16Array(capacity),
  starts: new Int32Array(capacity),
  ends: new Int32Array(capacity),
  length: 0,
});

/** Adds a unit; spaces that follow one another are one. */
export function put(stream: Stream, unit: number, start: number, end: number) {
  const at = stream.length;
  if (unit === SPACE && at > 0 && stream.units[at - 1] === SPACE) return;
  if (at === stream.units.length) grow(stream);
  stream.units[at] = unit;
  stream.starts[at] = start;
  stream.ends[at] = end;
  stream.length = at + 1;
}

function grow(stream: Stream) {
  const wider = streamOf(stream.units.length * 2 + 64);
  wider.units.set(stream.units);
  wider.starts.set(stream.starts);
  wider.ends.set(stream.ends);
  Object.assign(stream, { units: wider.units, starts: wider.starts, ends: wider.ends });
}

export const copyOf = ({ units, starts, ends, length }: Stream): Stream => ({
  units: units.slice(),
  starts: starts.slice(),
  ends: ends.slice(),
  length,
});
