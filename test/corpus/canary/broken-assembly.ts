import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Statement = { readonly Action?: string | readonly string[] };
type Template = {
  readonly Resources: Record<string, { Type: string; Properties?: { PolicyDocument?: { Statement?: Statement[] } } }>;
};

const HEARING = /ReceiveSms|ReceiveEmail|HearReceipts|Deliver/;

/** A copy of the assembly in which whoever hears of mails and text messages, and whoever sends notices, may save nothing. */
export function brokenAssembly(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  for (const name of readdirSync(to).filter((one) => one.endsWith('.template.json'))) {
    const file = join(to, name);
    const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
      const document = Properties?.PolicyDocument;
      if (Type !== 'AWS::IAM::Policy' || !HEARING.test(id) || !document?.Statement) continue;
      document.Statement = document.Statement.filter(({ Action }) => !JSON.stringify(Action).includes('dynamodb:'));
    }
    writeFileSync(file, JSON.stringify(template));
  }
  return to;
}
