/** Words written in lines, each behind a 、. */
export const listed = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split('、'));
