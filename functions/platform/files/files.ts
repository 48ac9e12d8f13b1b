/** The files of the house by their keys. Keys begin with what they are for: `incoming/`, `raw/<customer>/` or `people/<customer>/`. */
export type Files = {
  /** The bytes of a file; nothing when it is not there (any more). */
  get(key: string): Promise<Uint8Array | undefined>;
  /** The first bytes of a file, `most` of them; nothing when it is not there (any more). */
  begin(key: string, most: number): Promise<Uint8Array | undefined>;
  /** Saves a file in the place of what had this key before. */
  put(key: string, bytes: Uint8Array | string, type: string): Promise<void>;
  /** Takes a file away; one that is not there is away already. */
  remove(key: string): Promise<void>;
};

/** Every file whose key begins with this, which ends with a slash, in the order of keys, behind the key `after`. */
export type FileList = (
  prefix: string,
  after?: string,
) => AsyncIterable<{ readonly key: string; readonly bytes: number }>;

/** Lets somebody without rights of their own fetch one file for a short time. */
export type FileLinks = {
  /** An address that answers with the file as a download under this name, whatever it holds; valid for `seconds`. */
  download(key: string, name: string, seconds: number): Promise<string>;
};
