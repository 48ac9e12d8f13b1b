import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { newId } from '#platform/ids.ts';
import type { Runtime } from '../../infra/local/runtime.ts';
import { engineClient, type Item, kept } from '../story/kept.ts';
import type { Caller } from '../support/house.ts';

export const COMPLAINT = {
  kind: 'complaint',
  channel: 'web',
  subject: '收到的杯子碎了',
  body: '今天收到的杯子是碎的，想换一个。',
  requester: { customerId: 'cus_wang', name: '王女士', email: 'wang@example.com' },
  orderNumber: 'SO-1001',
};

/** Opens a complaint; anything but a new ticket is an error. */
export async function openComplaint(shop: Caller, headers: Record<string, string> = {}): Promise<string> {
  const { status, body } = await shop.post('/v1/tickets', COMPLAINT, headers);
  if (status !== 201) throw new Error(`POST /v1/tickets answered ${status} ${JSON.stringify(body)}`);
  return String(body['id']);
}

/** The items that the opening of a ticket saves in its transaction, as the table keeps them. */
export async function itemsOfOneTicket(runtime: Runtime, shop: Caller): Promise<Item[]> {
  runtime.turn({ streams: false });
  const ticket = await openComplaint(shop);
  const items = (await kept(runtime)).filter(({ pk }) => pk === ticket);
  runtime.turn({ streams: true });
  return items;
}

export type BareTable = {
  /** The transaction that saves these items under new ids. */
  transaction(items: readonly Item[], capacity?: 'TOTAL' | 'NONE'): TransactWriteCommand;
  readonly client: DynamoDBDocumentClient;
};

/** The engine without the house around it. */
export async function bareTable(runtime: Runtime): Promise<BareTable> {
  const client = engineClient(runtime);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const TableName = TableNames[0];
  const transaction: BareTable['transaction'] = (items, capacity = 'NONE') =>
    new TransactWriteCommand({
      TransactItems: underNewIds(items).map((Item) => ({ Put: { TableName, Item } })),
      ReturnConsumedCapacity: capacity,
    });
  return { client, transaction };
}

function underNewIds(items: readonly Item[]): Item[] {
  const ids = new Map<string, string>();
  const anew = (id: string) => {
    const given = ids.get(id) ?? newId(id.startsWith('tkt') ? 'ticket' : 'message');
    ids.set(id, given);
    return given;
  };
  return JSON.parse(JSON.stringify(items).replace(/(tkt|msg)_[0-9a-z]{26}/g, anew));
}
