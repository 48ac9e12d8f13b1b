import type { Asked } from './http-server.ts';

export const isForm = ({ headers }: Pick<Asked, 'headers'>): boolean =>
  (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');

/** The fields of a JSON object or of a form, empty ones left out of a form; undefined when it is neither. */
export function fieldsOf(asked: Pick<Asked, 'headers' | 'body'>): Record<string, unknown> | undefined {
  const text = asked.body.toString('utf8');
  if (isForm(asked)) return Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ''));
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
