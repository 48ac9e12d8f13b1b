import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';

/**
 * The keys personal data is sealed with, one a person, and the key that wraps them. They lie in a table of their own, which can
 * be restored for a day only: a backup that outlived an erasure would undo it.
 */
export class Personal extends Construct {
  private readonly table: Table;
  private readonly wrapping: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Keys', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 1 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.wrapping = new Key(this, 'Wrapping', {
      description: 'Wraps the data keys of people',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Sealing and opening what belongs to people, and the house's own secrets. */
  grantSeal(to: HouseFunction): void {
    to.tell('keys', this.table.tableName);
    to.tell('wrappingKey', this.wrapping.keyId);
    to.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [this.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['key_*'] },
    });
    to.allow(['kms:GenerateDataKey', 'kms:Decrypt'], [this.wrapping.keyArn], {
      StringEquals: { 'kms:EncryptionContext:purpose': 'personal' },
    });
  }
}
