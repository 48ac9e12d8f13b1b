import type { Sent } from './outbox.ts';
import { running } from './page-clock.ts';
import { kindly, type Why } from './page-refusals.ts';
import { both, safe } from './page-text.ts';
import { shopMinute, shopTime } from './page-time.ts';
import type { ListedMessage } from './queues.ts';
import type { ListedExecution } from './states.ts';

/** The first of a longer list, and how many there are. */
export type Some<One> = { shown: One[]; of: number };

type Shown = {
  now: string;
  outbox: Some<Sent>;
  running: Some<ListedExecution>;
  queues: { queue: string; messages: ListedMessage[] }[];
  /** Why what was typed into the page could not be done. */
  why?: Why;
};

const MOVES = [
  ['PT8M', '8 分钟 8 min'],
  ['PT10M', '10 分钟 10 min'],
  ['PT1H', '1 小时 1 h'],
  ['PT24H', '24 小时 24 h'],
  ['PT48H', '48 小时 48 h'],
] as const;

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;padding:1rem;max-width:60rem}
h1{font-size:1.3rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
form{display:inline-flex;flex-wrap:wrap;gap:.5rem;margin:0 .5rem .5rem 0}
button,input{font:inherit;padding:.5rem .8rem;min-height:2.75rem}
ol,ul{list-style:none;padding:0}li{border-top:1px solid #8886;padding:.6rem 0;overflow-wrap:anywhere}
pre{white-space:pre-wrap;margin:.3rem 0;font:inherit}h1+p time{color:inherit}
time,small{color:light-dark(#5f6368,#a8adb3)}[role=alert]{color:light-dark(#b00020,#ff9a8f)}label{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
input{max-width:100%;box-sizing:border-box}`;

/** The page as HTML; everything that came from outside is escaped. */
export function view({ now, outbox, running: waiting, queues, why }: Shown): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>本地运行 Local runtime</title><style>${STYLE}</style></head><body>
<h1>${both('本地运行', 'Local runtime')}</h1>
<p>${both('现在', 'House time')}: <strong>${shopTime(now)}</strong><br>
<small>${both('本页的时间都是上海时间', 'All times on this page are Shanghai time')} (Asia/Shanghai, UTC+8)</small></p>
${why === undefined ? '' : `<p role="alert">${kindly(why)}</p>`}
${hands(now)}
${smsForm()}
<h2>${both('发件箱', 'Outbox')} (${outbox.of})</h2>
${list(outbox.shown.map(sent))}${rest(outbox, '/_local/outbox')}
<h2>${both('等待中的流程', 'Running executions')} (${waiting.of})</h2>
${list(waiting.shown.map((one) => running(one, now)))}${rest(waiting, '/_local/clocks')}
<h2>${both('死信队列', 'Queues')}</h2>
${list(queues.map(queue))}
</body></html>`;
}

const rest = ({ shown, of }: Some<unknown>, whole: string): string =>
  of > shown.length ? `<p>… +${of - shown.length}: <a href="${whole}">${whole}</a></p>` : '';

function hands(now: string): string {
  const buttons = MOVES.map(([by, label]) => `<button name="by" value="${by}">+ ${label}</button>`).join('\n');
  return `<section aria-label="移动时间 Move the time">
<form method="post" action="/_local/clock">${buttons}</form>
<form method="post" action="/_local/clock">
<label>${both('到（上海时间）', 'To (Shanghai time)')} <input type="datetime-local" name="to" required value="${shopMinute(now)}"></label><button>移动 Move</button>
</form></section>`;
}

function smsForm(): string {
  return `<section aria-label="收到短信 An SMS comes in">
<form method="post" action="/_local/sms">
<label>短信来自 SMS from <input name="from" required placeholder="+8613800000000" pattern="\\+[1-9][0-9]{6,14}"></label>
<label>内容 Text <input name="text" required maxlength="1600"></label><button>发送 Send</button>
</form></section>`;
}

const HEADS = [
  ['messageId', 'Message-ID'],
  ['replyTo', 'Reply-To'],
  ['inReplyTo', 'In-Reply-To'],
  ['references', 'References'],
  ['autoSubmitted', 'Auto-Submitted'],
] as const;

function sent(one: Sent): string {
  const { at, channel, to, subject, text } = one;
  const heads = HEADS.flatMap(([field, name]) => (one[field] === undefined ? [] : `${name}: ${safe(one[field])}<br>`));
  const kind = channel === 'mail' ? '邮件 Mail' : '短信 SMS';
  return `${shopTime(at)} ${kind} → ${safe(to)}
<details><summary>${safe(subject ?? text.slice(0, 60))}</summary><small>${heads.join('')}</small><pre>${safe(text)}</pre></details>`;
}

function queue({ queue, messages }: Shown['queues'][number]): string {
  const letters = messages.map(
    ({ sentAt, body }) => `<details><summary>${shopTime(sentAt)}</summary><pre>${safe(body)}</pre></details>`,
  );
  return `${safe(queue)}: ${messages.length}${letters.join('')}`;
}

const list = (items: string[]) =>
  items.length === 0
    ? '<p>无 <span lang="en">None</span></p>'
    : `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;
