/** Counts what is under way, so that "everything has settled" is a fact and not a sleep. */
export type Work = {
  /**
   * Returns what must be called once when it is done; calling it again changes nothing. Work that may lag is what the house
   * does later by nature: what the bus delivers.
   */
  begin(lag?: 'mayLag'): () => void;
  /** Resolves when nothing is under way, but for `lagging` pieces that may lag, and one turn of the event loop began nothing new. */
  settled(lagging?: number): Promise<void>;
  count(): number;
};

export function work(): Work {
  const underWay = { now: 0, lagging: 0 };
  let begun = 0;
  let looking = false;
  let waiting: { most: number; tell: () => void }[] = [];

  const isOver = ({ most }: { most: number }) => underWay.now === 0 && underWay.lagging <= most;

  function look() {
    if (looking || !waiting.some(isOver)) return;
    looking = true;
    const begunBefore = begun;
    setImmediate(() => {
      looking = false;
      if (begun !== begunBefore) return look();
      const over = waiting.filter(isOver);
      waiting = waiting.filter((one) => !over.includes(one));
      for (const { tell } of over) tell();
    });
  }

  return {
    begin(lag) {
      const kind = lag ? 'lagging' : 'now';
      underWay[kind] += 1;
      begun += 1;
      let done = false;
      return () => {
        if (done) return;
        done = true;
        underWay[kind] -= 1;
        look();
      };
    },
    settled: (lagging = 0) =>
      new Promise((resolve) => {
        waiting.push({ most: lagging, tell: resolve });
        look();
      }),
    count: () => underWay.now + underWay.lagging,
  };
}
