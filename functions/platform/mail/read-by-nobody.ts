const NO_REPLY =
  /^(?:[\w.+-]{0,40}[._+-])?(?:no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|nepasrepondre|noresponder|keine-?antwort)(?:[._+-][\w.+-]{0,40})?$/i;
const MACHINE = /^(?:(?:[\w.+-]{0,40}[._+-])?bounces?|mail(?:er)?[._-]?daemon|post[._-]?master)(?:[._+=-].*)?$/i;

const localOf = (address: string): string => address.slice(0, Math.max(address.lastIndexOf('@'), 0));

/** Whether an address asks by its name not to be answered. */
export const isNoReply = (address: string): boolean => NO_REPLY.test(localOf(address));

/** Whether an address says by its name that no person reads it: it asks not to be answered, or is a mail server's own. */
export const isReadByNobody = (address: string): boolean => isNoReply(address) || MACHINE.test(localOf(address));
