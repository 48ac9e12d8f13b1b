import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';

const INDEXES = {
  byLook: ['lookBucket', 'lookAt'],
  byList: ['listKey', 'sortKey'],
  byCustomer: ['customerKey', 'sortKey'],
  byOrder: ['orderKey', 'sortKey'],
  byAssignee: ['assigneeKey', 'sortKey'],
} as const;

export type IndexName = keyof typeof INDEXES;

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'];

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
    for (const [indexName, [partition, sort]] of Object.entries(INDEXES)) {
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

  grantList(to: HouseFunction, index: IndexName): void {
    to.allow(['dynamodb:Query'], [`${this.table.tableArn}/index/${index}`]);
  }
}

const keysLike = (partitions: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...partitions] },
});
