/** How a figure stands to its bound. */
export const within = (holds: boolean): string => (holds ? 'holds' : 'MISSED');

export const part = (some: number, all: number): string =>
  `${some} of ${all} (${((100 * some) / Math.max(1, all)).toFixed(1)} %)`;
