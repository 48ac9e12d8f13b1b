import { both, safe } from './page-text.ts';
import { ahead, shopTime } from './page-time.ts';
import type { ListedExecution } from './states.ts';

/** The promises as the house's messages call them. */
const PROMISES: Readonly<Record<string, readonly [chinese: string, english: string]>> = {
  firstResponse: ['首次响应', 'first response'],
  classResponse: ['部门响应', 'department response'],
  solution: ['解决方案', 'solution'],
  resolution: ['问题解决', 'resolution'],
  recordEntry: ['服务记录', 'service record'],
  followUp: ['客户回访', 'follow-up'],
  greeting: ['首次问候', 'greeting'],
  careFollowUp: ['关怀回访', 'care follow-up'],
};

const NUMBER_LENGTH = 6; // people call a ticket by the end of its id, as the house's messages do

/** An execution that runs: whose promise it keeps and when it is looked at next, or the bare facts of one that keeps none. */
export function running({ machine, name, state = '', wakesAt, input }: ListedExecution, now: string): string {
  const promise = promiseOf(input);
  const wake =
    wakesAt === undefined ? '' : `<br>${both('下次检查', 'Next look')}: ${shopTime(wakesAt)} (${ahead(wakesAt, now)})`;
  if (!promise) return `<strong>${safe(name)}</strong><br>${safe(state)}${wake}<br><small>${safe(machine)}</small>`;
  const facts = [name, state, machine].map(safe).join('<br>');
  return `${promise}${wake}<details><summary><small>${both('技术信息', 'Technical')}</small></summary><small>${facts}</small></details>`;
}

function promiseOf(input: unknown): string | undefined {
  const { subject, kind }: Record<string, unknown> = { ...(input as object) };
  const words = typeof kind === 'string' && Object.hasOwn(PROMISES, kind) ? PROMISES[kind] : undefined;
  if (!words || typeof subject !== 'string') return undefined;
  const number = safe(subject.slice(-NUMBER_LENGTH).toUpperCase());
  const whose = subject.startsWith('tkt_') ? `${both('工单', 'Ticket')} ${number}` : safe(subject);
  return `<strong>${whose}</strong> · ${both(...words)}`;
}
