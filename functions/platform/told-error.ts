/** What a log may say of an error: what it is called, its code, and where it was thrown. Its message may hold a person's words. */
type ToldError = { readonly error: string; readonly code?: string; readonly frames?: string };

const NAME = /^[\w.-]{1,80}$/;
const FRAME = /^ {4}at [^\n]{1,300}$/;
const MOST_FRAMES = 12;

export function toldError(thrown: unknown): ToldError {
  const error: unknown = thrown instanceof AggregateError && thrown.errors.length > 0 ? thrown.errors[0] : thrown;
  if (!(error instanceof Error)) return { error: 'unknown' };
  const { code } = error as { readonly code?: unknown };
  const frames = framesOf(error);
  return {
    error: NAME.test(error.name) ? error.name : 'unreadable',
    ...(typeof code === 'string' && NAME.test(code) && { code }),
    ...(frames && { frames }),
  };
}

/** A stack repeats the message it was made with: where that is not found, nothing of it is told. */
function framesOf({ stack = '', message }: Error): string {
  const begins = stack.indexOf(message);
  if (begins < 0) return '';
  const lines = stack.slice(begins + message.length).split('\n');
  const frames = lines.filter((line) => FRAME.test(line)).slice(0, MOST_FRAMES);
  return frames.map((line) => line.trim()).join('\n');
}
