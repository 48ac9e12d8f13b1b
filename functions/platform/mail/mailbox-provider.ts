// Under a few names a provider has a domain in many countries; every other name is one domain, for anybody may register it elsewhere.
const PROVIDERS =
  /^(?:(?:vip\.)?(?:qq|163|126|sina|sohu|139|189|foxmail|aliyun|yeah|tom|21cn|188|wo)\.(?:com|cn|net)|(?:outlook|hotmail|live|yahoo|gmx|yandex)\.(?:[a-z]{2}|com|net|com?\.[a-z]{2})|(?:gmail|googlemail|msn|icloud|me|mac|aol|protonmail|mail)\.com|(?:proton|pm)\.me|web\.de|mail\.ru|ya\.ru|naver\.com|hanmail\.net)$/;

/** Whether people have their own mailboxes at this domain: its addresses are strangers to each other, and no service sends codes from it. */
export const isMailboxProvider = (domain: string): boolean => PROVIDERS.test(domain);
