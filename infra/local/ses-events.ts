import { randomUUID } from 'node:crypto';
import type { Resource } from './assembly.ts';
import type { Events } from './events.ts';
import { AwsFault, type House } from './house.ts';

/** A mail SES took, as its events describe it. */
export type Taken = {
  id: string;
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  at: number;
  tags: Record<string, string[]>;
};

export type SesEvents = {
  /** Throws when the template has no such configuration set. */
  find(name: string): Resource;
  /** Tells the default bus what became of a mail at each of its recipients. */
  tell(configurationSet: Resource, taken: Taken): void;
};

type Fate = { type: string; detailType: string; field: string; what: Record<string, unknown> };

const SIMULATOR = /^(\w+)(\+[^@]*)?@simulator\.amazonses\.com$/i;

/** Configuration sets and where they send their events. A mail is delivered at once, but to the addresses of the mailbox simulator. */
export function sesEvents(house: House, bus: Pick<Events, 'emit'>): SesEvents {
  const sets = house.assembly.byType('AWS::SES::ConfigurationSet');
  const destinations = house.assembly.byType('AWS::SES::ConfigurationSetEventDestination').map(({ properties }) => {
    const { Enabled, MatchingEventTypes = [] } = Object(properties['EventDestination']);
    const types = (Enabled === true ? (MatchingEventTypes as string[]) : []).map((type) => type.toLowerCase());
    return { set: String(properties['ConfigurationSetName']), types };
  });
  return {
    find(name) {
      const found = sets.find(({ physicalId }) => physicalId === name);
      if (!found) throw new AwsFault('NotFoundException', `Configuration set <${name}> does not exist.`, 404);
      return found;
    },
    tell({ physicalId, arn }, taken) {
      const wanted = new Set(destinations.filter(({ set }) => set === physicalId).flatMap(({ types }) => types));
      for (const recipient of taken.to) {
        for (const { type, detailType, field, what } of fatesOf(recipient, taken)) {
          if (!wanted.has(type.toLowerCase())) continue;
          const mail = mailOf(house, physicalId, taken);
          bus.emit({
            source: 'aws.ses',
            detailType,
            resources: [arn],
            detail: { eventType: type, mail, [field]: what },
          });
        }
      }
    },
  };
}

function fatesOf(recipient: string, taken: Taken): Fate[] {
  const [, simulated = ''] = SIMULATOR.exec(recipient) ?? [];
  const send: Fate = { type: 'Send', detailType: 'Email Sent', field: 'send', what: {} };
  if (simulated === 'bounce') return [send, bounced(recipient, taken, 'General')];
  if (simulated === 'suppressionlist') return [send, bounced(recipient, taken, 'Suppressed')];
  const delivery = delivered(recipient, taken);
  return simulated === 'complaint' ? [send, delivery, complained(recipient, taken)] : [send, delivery];
}

function delivered(recipient: string, { at }: Taken): Fate {
  const reportingMTA = 'a1-1.smtp-out.amazonses.com';
  const result = { processingTimeMillis: 100, recipients: [recipient], smtpResponse: '250 2.0.0 OK', reportingMTA };
  const what = { timestamp: new Date(at).toISOString(), ...result };
  return { type: 'Delivery', detailType: 'Email Delivered', field: 'delivery', what };
}

function bounced(recipient: string, { at }: Taken, bounceSubType: string): Fate {
  const answer = { action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' };
  const what = {
    feedbackId: `${randomUUID()}-000000`,
    bounceType: 'Permanent',
    bounceSubType,
    bouncedRecipients: [{ emailAddress: recipient, ...answer }],
    timestamp: new Date(at).toISOString(),
    reportingMTA: 'dsn; a1-1.smtp-out.amazonses.com',
  };
  return { type: 'Bounce', detailType: 'Email Bounced', field: 'bounce', what };
}

function complained(recipient: string, { at }: Taken): Fate {
  const timestamp = new Date(at).toISOString();
  const what = {
    feedbackId: `${randomUUID()}-000000`,
    complaintSubType: null,
    complainedRecipients: [{ emailAddress: recipient }],
    timestamp,
    userAgent: 'Amazon SES Mailbox Simulator',
    complaintFeedbackType: 'abuse',
    arrivalDate: timestamp,
  };
  return { type: 'Complaint', detailType: 'Email Complaint Received', field: 'complaint', what };
}

function mailOf({ region, account }: House, set: string, taken: Taken) {
  const { id, messageId, from, to, subject, at, tags } = taken;
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>.*$/s, '');
  const headers = { From: from, To: to.join(', '), Subject: subject, 'Message-ID': messageId };
  return {
    timestamp: new Date(at).toISOString(),
    source: from,
    sourceArn: `arn:aws:ses:${region}:${account}:identity/${domain}`,
    sendingAccountId: account,
    messageId: id,
    destination: to,
    headersTruncated: false,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    commonHeaders: { from: [from], to, messageId: id, subject },
    tags: { 'ses:operation': ['SendEmail'], 'ses:configuration-set': [set], 'ses:from-domain': [domain], ...tags },
  };
}
