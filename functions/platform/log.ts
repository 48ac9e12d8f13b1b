type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

function print(line: object): void {
  // biome-ignore lint/suspicious/noConsole: the one place that writes the log
  console.log(JSON.stringify(line));
}

const write = (level: 'info' | 'warn' | 'error', message: string, fields: Fields): void =>
  print({ level, message, ...fields });

/** One JSON line each. Fields are ids, codes and counts: never what a person typed, never a name, number or address. */
export const log = {
  info: (message: string, fields: Fields = {}) => write('info', message, fields),
  warn: (message: string, fields: Fields = {}) => write('warn', message, fields),
  error: (message: string, fields: Fields = {}) => write('error', message, fields),
};

/** Counts something in CloudWatch by a log line in the embedded metric format; no call is made. */
export function metric(name: string, value: number, atMillis: number): void {
  const definition = { Namespace: 'Kefu', Dimensions: [[]], Metrics: [{ Name: name, Unit: 'Count' }] };
  print({ _aws: { Timestamp: atMillis, CloudWatchMetrics: [definition] }, [name]: value });
}
