import { afterDays, seenKey, type Taken } from '#intake/marks.ts';
import { type Arrived, marksOf, type ReceiveNeeds } from './arrival.ts';
import { LIMITS } from './limits.ts';

/** The same mail by another way, such as To and Cc to two of our addresses: noted beside the first, and nothing else (A6). */
export async function noteRoute(
  store: Pick<ReceiveNeeds['store'], 'save'>,
  arrived: Arrived,
  first: Taken,
): Promise<'done'> {
  const { at, mark, fileMark } = arrived;
  const { mark: _its, ...onlyTheFile } = arrived;
  const put = {
    ...{ pk: seenKey(mark).pk, sk: `@route#${fileMark}`, entity: 'route' },
    ...{ at, expiresAt: afterDays(at, LIMITS.keptDays) },
  };
  await store.save([{ put, when: 'always' }, ...marksOf(onlyTheFile, first)]);
  return 'done';
}
