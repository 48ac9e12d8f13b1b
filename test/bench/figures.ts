/** One figure as it is printed: what was measured, and the bound it is held against, if it has one. */
export type Figure = {
  readonly name: string;
  readonly value: string;
  readonly bound?: string;
  readonly holds?: boolean;
};

type Bounded = { readonly name: string; readonly value: number; readonly bound: number; readonly show: Show };
type Show = (value: number) => string;

export const ms: Show = (value) => `${value.toFixed(1)} ms`;
export const seconds: Show = (value) => `${value.toFixed(value < 10 ? 3 : 1)} s`;
export const times: Show = (value) => `${value.toFixed(2)} x`;
export const percent: Show = (value) => `${(value * 100).toFixed(0)} %`;
export const whole: Show = (value) => `${Math.round(value)}`;
export const kilobytes: Show = (value) => `${(value / 1000).toFixed(1)} KB`;

export const atMost = ({ name, value, bound, show }: Bounded): Figure => ({
  ...{ name, value: show(value), bound: `<= ${show(bound)}`, holds: value <= bound },
});

export const atLeast = ({ name, value, bound, show }: Bounded): Figure => ({
  ...{ name, value: show(value), bound: `>= ${show(bound)}`, holds: value >= bound },
});

export const noted = (name: string, value: string): Figure => ({ name, value });

export const say = (text = '') => process.stdout.write(`${text}\n`);

/** Rows under each other: the first column to the left, the others to the right. */
export function printRows(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    say(`  ${cells.join('  ')}`.trimEnd());
  }
}

export function printFigures(figures: readonly Figure[]): void {
  const verdict = ({ holds }: Figure) => (holds === undefined ? '' : holds ? 'ok' : 'OVER');
  printRows([
    ['', 'measured', 'bound', ''],
    ...figures.map((figure) => [figure.name, figure.value, figure.bound ?? '', verdict(figure)]),
  ]);
}
