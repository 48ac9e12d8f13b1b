/** How many lines of each text of samples/replies its writer meant to be read; `all` when nothing is history or signature. */
export const REPLY_CUTS: Readonly<Record<string, number | 'all'>> = {
  email_10: 5,
  email_12: 5,
  email_13: 5,
  email_2: 34,
  email_21: 'all',
  email_2_1: 1,
  email_3: 5,
  email_4: 1,
  email_5: 'all',
  email_6: 3,
  email_7: 5,
  email_8: 5,
  email_blackberry: 1,
  email_danish_dash_separator: 5,
  email_emoji: 'all',
  email_finnish: 5,
  email_french_dash_separator: 5,
  email_german: 5,
  email_german_2: 5,
  email_ios_outlook_fr: 5,
  email_italian: 5,
  email_norwegian_gmail: 5,
  email_not_a_signature_2: 'all',
  email_original_message: 5,
  email_portuguese: 5,
  email_russian: 5,
  email_sent_from: 1,
  email_sent_from_my_not_signature: 'all',
  email_thread: 1,
  email_tricky_10_special_chars_in_name: 5,
  email_tricky_16_unicode_signatures: 4,
  email_tricky_20_html_entities: 3,
  email_tricky_2_url_with_wrote: 'all',
  email_tricky_3_code_block: 'all',
  email_tricky_9_nested_quotes: 1,
  email_with_date_headers: 1,
  email_with_from_headers: 'all',
  sig_no_empty_line: 1,
};

/** What stands for `[DATE]` and `[FROM]` in the two texts that are templates. */
const DATES = [
  'On Tue, 2011-03-01 at 18:02 +0530, Mira Lind wrote:',
  'On 1 March 2026 at 18:02, Mira Lind <mira@shop.example> wrote:',
  'Le 1 mars 2026 à 18:02, Mira Lind <mira@shop.example> a écrit :',
  'El 1 de marzo de 2026, 18:02, Mira Lind <mira@shop.example> escribió:',
  'Il giorno dom 1 mar 2026 alle ore 18:02 Mira Lind <mira@shop.example> ha scritto:',
  'Am 01.03.2026 um 18:02 schrieb Mira Lind <mira@shop.example>:',
  'Op 1 mrt. 2026, om 18:02 heeft Mira Lind <mira@shop.example> het volgende geschreven:',
  'Den sön 1 mars 2026 18:02 Mira Lind <mira@shop.example> skrev:',
  'W dniu 1 marca 2026 18:02 użytkownik Mira Lind <mira@shop.example> napisał:',
  '2026年3月1日 18:02，Mira Lind <mira@shop.example> 写道：',
  '在 2026-03-01 18:02:03，"客服" <mira@shop.example> 写道：',
  '客服 <mira@shop.example> 于2026年3月1日周日 18:02写道：',
  '2026年3月1日(日) 18:02 Mira Lind <mira@shop.example>:',
  '2026년 3월 1일 (일) 오후 6:02, Mira Lind <mira@shop.example>님이 작성:',
] as const;

const FROMS = [
  'From: Mira Lind <mira@shop.example>\nSent: Sunday, March 1, 2026 18:02\nTo: you@mail.example\nSubject: Your cup',
  'Von: Mira Lind <mira@shop.example>\nGesendet: Sonntag, 1. März 2026 18:02\nAn: you@mail.example\nBetreff: Ihre Tasse',
  '发件人: 客服 <mira@shop.example>\n发送时间: 2026年3月1日 18:02\n收件人: you@mail.example\n主题: 您的杯子',
] as const;

/** A text of the samples as a person could have sent it: templates are filled in every way we know. */
export function filled(text: string): string[] {
  if (text.includes('[DATE]')) return DATES.map((line) => text.replace('[DATE]', line));
  if (text.includes('[FROM]')) return FROMS.map((block) => text.replace('[FROM]', block));
  return [text];
}

/** What of a text ought to be shown. */
export function wanted(text: string, lines: number | 'all'): string {
  const all = text.replaceAll('\r\n', '\n').split('\n');
  return all
    .slice(0, lines === 'all' ? all.length : lines)
    .join('\n')
    .trim();
}
