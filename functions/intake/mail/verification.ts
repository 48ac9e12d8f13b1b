import { isMailboxProvider } from '#platform/mail/mailbox-provider.ts';
import { isNoReply } from '#platform/mail/read-by-nobody.ts';
import type { Mail } from './mail.ts';

const ASKS =
  /verif(?:y|ication|ied)|confirm (?:your|the|this) |confirmation (?:code|link)|activat(?:e|ion)|one-?time (?:pass|code|pin)|\botp\b|security code|login code|sign-?in (?:code|attempt|link)|magic link|passcode|reset your password|password reset|invit(?:ed|ation) to join|join .{1,60} on |验证码|驗證碼|校验码|动态码|验证(?:您的|你的|邮箱|邮件|链接)|激活(?:您的|你的|账号|账户|邮箱)?|确认(?:您的|你的)(?:邮箱|账号|账户|注册)|重置(?:您的|你的)?密码|密码重置|注册确认|認証コード|確認コード|인증 ?(?:번호|코드)/i;
const CODE_OR_LINK = /https?:\/\/|(?:^|[^\d])\d{4,8}(?:[^\d]|$)/;
const READ_OF_TEXT = 1_500;

/**
 * A mail of a service that proves who owns an address: a code, a link, an invitation. Such mails are for the staff alone,
 * for with them a stranger could prove that the house's address is theirs (A1).
 */
export function asksToVerify({ from, subject, text }: Mail): boolean {
  const address = from?.address ?? '';
  if (isNoReply(address)) return true;
  const [, domain = ''] = address.split('@');
  if (isMailboxProvider(domain)) return false;
  const beginning = text.slice(0, READ_OF_TEXT);
  return ASKS.test(`${subject.slice(0, 500)}\n${beginning.slice(0, 500)}`) && CODE_OR_LINK.test(beginning);
}
