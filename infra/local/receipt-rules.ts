import type { Resource } from './assembly.ts';
import { serviceMayPut } from './bucket-policy.ts';
import type { House } from './house.ts';

/** Where a rule puts the mails it takes. */
export type Shelf = { bucket: Resource; prefix: string };
export type ReceiptRule = { takes(address: string): boolean; scans: boolean; shelves: Shelf[] };

type Action = { S3Action?: { BucketName: string; ObjectKeyPrefix?: string } };
type Rule = { Enabled?: boolean; Recipients?: string[]; ScanEnabled?: boolean; Actions?: Action[] };

/** The enabled receipt rules of the template; its one rule set counts as the active one. */
export function receiptRules({ assembly }: House): ReceiptRule[] {
  if (assembly.byType('AWS::SES::ReceiptRuleSet').length > 1) {
    throw new Error('Only one AWS::SES::ReceiptRuleSet can be active');
  }
  return assembly.byType('AWS::SES::ReceiptRule').flatMap(({ logicalId, properties }) => {
    const { Enabled, Recipients, ScanEnabled, Actions = [] } = Object(properties['Rule']) as Rule;
    const shelves = Actions.map(({ S3Action: action }): Shelf => {
      const bucket = assembly.byType('AWS::S3::Bucket').find(({ physicalId }) => physicalId === action?.BucketName);
      const prefix = action?.ObjectKeyPrefix ?? '';
      if (!bucket) throw new Error(`${logicalId}: the template holds no bucket ${String(action?.BucketName)}`);
      if (!serviceMayPut(assembly.byType('AWS::S3::BucketPolicy'), bucket, 'ses.amazonaws.com', prefix)) {
        throw new Error(`${logicalId}: no AWS::S3::BucketPolicy lets ses.amazonaws.com put ${bucket.arn}/${prefix}*`);
      }
      return { bucket, prefix };
    });
    const takes = (address: string) => !Recipients?.length || Recipients.some((one) => fits(one, address));
    return Enabled === true ? [{ takes, scans: ScanEnabled === true, shelves }] : [];
  });
}

/** An address also stands for itself with any label, a domain for its addresses, `.domain` for its subdomains alone. */
function fits(recipient: string, address: string): boolean {
  const [wanted, given] = [recipient.toLowerCase(), address.toLowerCase()];
  const [local, domain] = split(given);
  if (wanted.startsWith('.')) return domain.endsWith(wanted);
  if (!wanted.includes('@')) return domain === wanted;
  const unlabelled = wanted.includes('+') ? local : local.replace(/\+.*$/s, '');
  return wanted === `${unlabelled}@${domain}`;
}

function split(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
}
