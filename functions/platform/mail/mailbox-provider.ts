const PROVIDERS =
  /^(?:(?:vip\.)?(?:qq|163|126|sina|sohu|139|189|foxmail|aliyun|yeah|tom|21cn|188|wo)\.(?:com|cn|net)|(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|aol|proton|protonmail|gmx|web|mail|yandex)\.[a-z.]{2,6})$/;

/** Whether people have their own mailboxes at this domain: its addresses are strangers to each other, and no service sends codes from it. */
export const isMailboxProvider = (domain: string): boolean => PROVIDERS.test(domain);
