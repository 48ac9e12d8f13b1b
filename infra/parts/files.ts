import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';

/** What every file's key begins with: mails as they arrived, those that became messages, and what came with them. */
export const INCOMING = 'incoming/';
export const RAW = 'raw/';
export const PEOPLE = 'people/';
export const FOLDERS = [INCOMING, RAW, PEOPLE];

const RAW_KEPT = Duration.days(90);
const PEOPLE_KEPT = Duration.days(180);

/**
 * Where mails lie as they arrived (`incoming/`), or became messages (`raw/<customer>/…`), and what came with them
 * (`people/<customer>/…`). Everything there ends by itself.
 */
export class Files extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { prefix: INCOMING, expiration: RAW_KEPT },
        { prefix: RAW, expiration: RAW_KEPT },
        { prefix: PEOPLE, expiration: PEOPLE_KEPT },
      ],
    });
    const { defaultChild } = this.bucket.node;
    if (!(defaultChild instanceof CfnBucket)) throw new Error('A bucket is made of a bucket');
    // The construct's own way to say this brings a function that nobody wrote.
    defaultChild.addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled', true);
  }

  grantRead(to: HouseFunction, prefix: string): void {
    this.allow(to, ['s3:GetObject'], prefix);
    to.allow(['s3:ListBucket'], [this.bucket.bucketArn]); // without it a file that is gone looks like one that is forbidden
  }

  /** Putting what came with a message there, and taking it back when its ticket refuses the message. */
  grantCarry(to: HouseFunction, prefix: string): void {
    this.allow(to, ['s3:PutObject'], prefix);
    this.grantRemove(to, prefix);
  }

  grantRemove(to: HouseFunction, prefix: string): void {
    this.allow(to, ['s3:DeleteObject'], prefix);
  }

  /** Taking away all of one person's, whose id stands behind the prefix. */
  grantEmpty(to: HouseFunction, prefix: string): void {
    this.grantRemove(to, prefix);
    to.allow(['s3:ListBucket'], [this.bucket.bucketArn], { StringLike: { 's3:prefix': [`${prefix}*`] } });
  }

  private allow(to: HouseFunction, actions: readonly string[], prefix: string): void {
    to.tell('files', this.bucket.bucketName);
    to.allow(actions, [this.bucket.arnForObjects(`${prefix}*`)]);
  }
}
