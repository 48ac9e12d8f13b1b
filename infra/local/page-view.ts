import type { Sent } from './outbox.ts';
import type { ListedMessage } from './queues.ts';
import type { ListedExecution } from './states.ts';

export type Shown = {
  now: string;
  outbox: Sent[];
  running: ListedExecution[];
  more: number;
  queues: { queue: string; messages: ListedMessage[] }[];
  refused?: string;
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
pre{white-space:pre-wrap;margin:.3rem 0;font:inherit}time,small{color:#767676}[role=alert]{color:#c00}`;

/** The page as HTML; everything that came from outside is escaped. */
export function view({ now, outbox, running, more, queues, refused }: Shown): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>本地运行 Local runtime</title><style>${STYLE}</style></head><body>
<h1>本地运行 <span lang="en">Local runtime</span></h1>
<p>现在 <span lang="en">House time</span>: <strong><time datetime="${now}">${now}</time></strong></p>
${refused === undefined ? '' : `<p role="alert">${safe(refused)}</p>`}
${hands()}
${smsForm()}
<h2>发件箱 <span lang="en">Outbox</span> (${outbox.length})</h2>
${list(outbox.map(sent))}
<h2>等待中的流程 <span lang="en">Running executions</span> (${running.length + more})</h2>
${list(running.map(execution))}${more > 0 ? `<p>… +${more}: <a href="/_local/clocks">/_local/clocks</a></p>` : ''}
<h2>死信队列 <span lang="en">Queues</span></h2>
${list(queues.map(queue))}
</body></html>`;
}

function hands(): string {
  const buttons = MOVES.map(([by, label]) => `<button name="by" value="${by}">+ ${label}</button>`).join('\n');
  return `<section aria-label="移动时间 Move the time">
<form method="post" action="/_local/clock">${buttons}</form>
<form method="post" action="/_local/clock">
<label>到 To <input name="to" required placeholder="2026-01-31T09:00:00+08:00"></label><button>移动 Move</button>
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
  return `<time datetime="${safe(at)}">${safe(at)}</time> ${kind} → ${safe(to)}
<details><summary>${safe(subject ?? text.slice(0, 60))}</summary><small>${heads.join('')}</small><pre>${safe(text)}</pre></details>`;
}

function execution({ machine, name, state = '', wakesAt }: ListedExecution): string {
  const until = wakesAt === undefined ? '' : ` → <time datetime="${safe(wakesAt)}">${safe(wakesAt)}</time>`;
  return `<strong>${safe(name)}</strong><br>${safe(state)}${until}<br><small>${safe(machine)}</small>`;
}

function queue({ queue, messages }: Shown['queues'][number]): string {
  const letters = messages.map(
    ({ sentAt, body }) => `<details><summary>${safe(sentAt)}</summary><pre>${safe(body)}</pre></details>`,
  );
  return `${safe(queue)}: ${messages.length}${letters.join('')}`;
}

const list = (items: string[]) =>
  items.length === 0
    ? '<p>无 <span lang="en">None</span></p>'
    : `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;

function safe(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
