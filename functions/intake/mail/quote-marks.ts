const NAMES = {
  from: 'from|de|von|da|van|från|fra|lähettäjä|od|от|gönderen|kimden|发件人|寄件者|寄件人|发信人|差出人|보낸 사람',
  sent: 'sent|date|envoyé(?: le)?|gesendet(?: am)?|datum|inviato|data|verzonden|skickat|sendt|dato|lähetetty|päiväys|wysłano|enviado(?: el| em)?|enviada em|fecha|отправлено|дата|gönderilme(?: tarihi)?|tarih|发送时间|发送日期|发件时间|日期|时间|寄件日期|送信日時|日時|보낸 날짜|날짜',
  to: 'to|cc|à|a|an|aan|til|till|vastaanottaja|do|para|кому|kime|收件人|收件者|抄送|宛先|받는 사람',
  subject:
    'subject|objet|betreff|oggetto|onderwerp|ämne|emne|aihe|temat|asunto|assunto|тема|konu|主题|主題|主旨|件名|제목',
} as const;

/** `*From:*`, `> 发件人：`, `De :`; Outlook's block of headers above a quotation has one a line. */
const label = (names: string) => new RegExp(`^[\\s>*_|]{0,10}(?:${names})[*_]?\\s{0,3}[:：]`, 'i');
const FROM = label(NAMES.from);
const OTHERS = [label(NAMES.sent), label(NAMES.to), label(NAMES.subject)];

const RULED =
  /^[\s>]{0,10}[-_=–—]{2,40}\s{0,3}(?:original message|reply message|原始邮件|原始信件|原邮件|原文|回复的原邮件|回复的邮件|original-nachricht|ursprüngliche nachricht|ursprungliche nachricht|message d'origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|oprindelig besked|opprinnelig melding|ursprungligt meddelande|alkuperäinen viesti|wiadomość oryginalna|исходное сообщение|orijinal ileti|元のメッセージ|원본 메시지)\s{0,3}[-_=–—]{0,40}\s*$/i;

const WROTE =
  /(?:wrote|writes|said|a écrit|schrieb|ha scritto|scrisse|escribió|escreveu|schreef|geschreven|skrev|kirjoitti|napisał\(?a?\)?|пишет|написал\(?а?\)?|yazdı|写道|寫道|书写|書いた|のメール|님이 작성)(?![a-z])/i;
const WROTE_END = /(?:写道|寫道|书写|wrote|kirjoitti|escreveu|escribió|scritto|écrit|yazdı)\s{0,3}[:：]\s*$/i;
const ADDRESS_END = /@[^\s@]{1,250}>\s{0,3}[:：]\s*$|@[^\s@]{1,250}\s{0,3}<mailto[^>]{0,250}>+\s{0,3}[:：]?\s*$/;
const DATE = /\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d\s?[年月日]/;
const BEGINS = /^[\s>*_]{0,10}(?:On|At|Le|El|Il|In data|Am|Op|Em|Den|Dnia|W dniu|Pe|В|在|于|於)[\s\d]/;

/** Whether a line is the first of a block of headers, as Outlook and its kin put it above what is answered. */
export function startsHeaders(line: string, following: readonly string[]): boolean {
  if (!FROM.test(line)) return false;
  return OTHERS.filter((other) => following.some((next) => other.test(next))).length >= 2;
}

/** A line such as `------ 原始邮件 ------`. */
export const isRuled = (line: string): boolean => RULED.test(line);

/** A line that may end `On Monday at 10:00, Mira wrote:`. */
export const mayEndIntroduction = (line: string): boolean => /[:：]\s*$/.test(line);

/** Whether a few lines together say who wrote, and when, what follows. */
export function isIntroduction(joined: string): boolean {
  if (!DATE.test(joined)) return false;
  return WROTE_END.test(joined) || ADDRESS_END.test(joined) || (WROTE.test(joined) && joined.includes('@'));
}

/** `Mira wrote:`, without a date, right above a quotation. */
export const saysWhoWrote = (line: string): boolean => line.length < 100 && WROTE_END.test(line);

export const beginsIntroduction = (line: string): boolean => BEGINS.test(line);
