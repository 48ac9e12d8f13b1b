import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';

const INDEXES = {
  byLook: { partition: 'lookBucket', sort: 'lookAt', holds: ['look#*', 'climb#*', 'late#*'] },
  byList: { partition: 'listKey', sort: 'sortKey', holds: ['open#*', 'done#*', 'feedback#*', 'waiting#*', 'noted#*'] },
  byCustomer: { partition: 'customerKey', sort: 'sortKey', holds: ['customer#*'] },
  byOrder: { partition: 'orderKey', sort: 'sortKey', holds: ['order#*'] },
  byAssignee: { partition: 'assigneeKey', sort: 'sortKey', holds: ['assignee#*'] },
  byNumber: { partition: 'numberKey', sort: 'sortKey', holds: ['number#*'] },
} as const;

export type IndexName = keyof typeof INDEXES;

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem']; // alone or in a transaction: every change replaces an item whose version it read

/** The one table of the house. A grant names the partitions it opens, so that least privilege survives a single table. */
export class HouseTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    this.table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: 'expiresAt',
    });
    for (const [indexName, { partition, sort }] of Object.entries(INDEXES)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partition),
        sortKey: text(sort),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
  }

  grantRead(to: HouseFunction, ...partitions: string[]): void {
    to.tell('table', this.table.tableName);
    to.allow(READ, [this.table.tableArn], keysLike(partitions));
  }

  /** Reading and writing: whoever decides must read what it decides on. */
  grantChange(to: HouseFunction, ...partitions: string[]): void {
    to.tell('table', this.table.tableName);
    to.allow([...READ, ...WRITE], [this.table.tableArn], keysLike(partitions));
  }

  /** Adding to items that are there: when what was cut out of messages ends. */
  grantSet(to: HouseFunction, ...partitions: string[]): void {
    to.allow(['dynamodb:UpdateItem'], [this.table.tableArn], keysLike(partitions));
  }

  /** Counting what may happen so often in a while. */
  grantCount(to: HouseFunction, ...partitions: string[]): void {
    to.tell('table', this.table.tableName);
    this.grantSet(to, ...partitions);
  }

  grantRemove(to: HouseFunction, ...partitions: string[]): void {
    to.allow(['dynamodb:DeleteItem'], [this.table.tableArn], keysLike(partitions));
  }

  /** Asking one index for the keys of items. */
  grantList(to: HouseFunction, index: IndexName): void {
    to.allow(['dynamodb:Query'], [`${this.table.tableArn}/index/${index}`], keysLike(INDEXES[index].holds));
  }
}

const keysLike = (partitions: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...partitions] },
});
