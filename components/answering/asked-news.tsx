"use client";

import { useEffect, useRef, useState } from "react";

/** Says to those who do not see it that an answer has opened or closed other questions. */
export function AskedNews({ asked }: { asked: ReadonlySet<number> }) {
  const before = useRef(asked);
  const [news, setNews] = useState("");
  useEffect(() => {
    const earlier = before.current;
    before.current = asked;
    const opened = [...asked].filter((id) => !earlier.has(id)).length;
    const closed = [...earlier].filter((id) => !asked.has(id)).length;
    const said = [
      opened > 0 && `${questions(opened)} now asked`,
      closed > 0 && `${questions(closed)} not asked any more`,
    ].filter(Boolean);
    if (said.length > 0) setNews(`${said.join(", ")}.`);
  }, [asked]);
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  );
}

const questions = (count: number) => (count === 1 ? "1 question is" : `${count} questions are`);
