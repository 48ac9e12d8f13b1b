import type { Files } from '#platform/files/files.ts';

/** A bucket that lasts as long as its test. */
export function memoryFiles(): Files & { readonly all: Map<string, Uint8Array> } {
  const all = new Map<string, Uint8Array>();
  return {
    all,
    get: async (key) => all.get(key),
    begin: async (key, most) => all.get(key)?.subarray(0, most),
    put: async (key, bytes) => void all.set(key, typeof bytes === 'string' ? Buffer.from(bytes) : bytes),
    remove: async (key) => void all.delete(key),
  };
}
