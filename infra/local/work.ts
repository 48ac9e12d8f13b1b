/** Counts what is under way, so that "everything has settled" is a fact and not a sleep. */
export type Work = {
  /** Returns what must be called once when it is done; calling it again changes nothing. */
  begin(): () => void;
  /** Resolves when nothing is under way and one turn of the event loop began nothing new. */
  settled(): Promise<void>;
  count(): number;
};

export function work(): Work {
  let underWay = 0;
  let begun = 0;
  let looking = false;
  let waiting: (() => void)[] = [];

  function look() {
    if (looking || underWay > 0 || waiting.length === 0) return;
    looking = true;
    const begunBefore = begun;
    setImmediate(() => {
      looking = false;
      if (underWay > 0 || begun !== begunBefore) return look();
      const told = waiting;
      waiting = [];
      for (const tell of told) tell();
    });
  }

  return {
    begin() {
      underWay += 1;
      begun += 1;
      let done = false;
      return () => {
        if (done) return;
        done = true;
        underWay -= 1;
        look();
      };
    },
    settled: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        look();
      }),
    count: () => underWay,
  };
}
