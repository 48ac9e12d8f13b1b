import { checkBucketPolicy } from './bucket-policy.ts';
import { described, ENCRYPTED, known, only, type Properties, type Support, words } from './support.ts';

/** What keeps things: tables, files and keys. */
export const STORES: Record<string, Support> = {
  'AWS::DynamoDB::Table': {
    runs: words(
      'TableName KeySchema AttributeDefinitions GlobalSecondaryIndexes LocalSecondaryIndexes BillingMode StreamSpecification TimeToLiveSpecification',
    ),
    noEffect: {
      ...described,
      DeletionProtectionEnabled: 'the local folder is deleted by hand',
      PointInTimeRecoverySpecification: 'no backups here',
      SSESpecification: ENCRYPTED,
      ContributorInsightsSpecification: 'no metrics here',
      OnDemandThroughput: 'no throttling of tables here',
      WarmThroughput: 'no throttling of tables here',
      TableClass: 'concerns the price',
    },
    check({ StreamSpecification }) {
      const { StreamViewType } = (StreamSpecification ?? {}) as Properties;
      only('StreamViewType', StreamViewType, [undefined, 'NEW_AND_OLD_IMAGES']);
    },
  },
  'AWS::S3::Bucket': {
    runs: words('BucketName BucketEncryption LifecycleConfiguration NotificationConfiguration CorsConfiguration'),
    noEffect: {
      ...described,
      PublicAccessBlockConfiguration: 'nobody reaches a file without a signature here',
      OwnershipControls: 'there are no access lists here',
      LoggingConfiguration: 'requests are not logged here',
    },
    check({ BucketEncryption, LifecycleConfiguration, NotificationConfiguration }) {
      const { ServerSideEncryptionConfiguration = [] } = Object(BucketEncryption);
      for (const { ServerSideEncryptionByDefault } of ServerSideEncryptionConfiguration) {
        only('SSEAlgorithm', Object(ServerSideEncryptionByDefault).SSEAlgorithm, [undefined, 'AES256']);
      }
      for (const rule of Object(LifecycleConfiguration).Rules ?? [])
        known('LifecycleConfiguration.Rules', rule, LIFECYCLE);
      known('NotificationConfiguration', Object(NotificationConfiguration), ['EventBridgeConfiguration']);
    },
  },
  'AWS::S3::BucketPolicy': { runs: words('Bucket PolicyDocument'), check: checkBucketPolicy },
  'AWS::KMS::Key': {
    runs: words('Enabled KeySpec KeyUsage'),
    noEffect: {
      ...described,
      EnableKeyRotation: 'a key keeps its one material here',
      RotationPeriodInDays: 'a key keeps its one material here',
      KeyPolicy: 'the roles of the functions decide',
      PendingWindowInDays: 'the local folder is deleted by hand',
    },
    check({ KeySpec, KeyUsage }) {
      only('KeySpec', KeySpec, [undefined, 'SYMMETRIC_DEFAULT']);
      only('KeyUsage', KeyUsage, [undefined, 'ENCRYPT_DECRYPT']);
    },
  },
  'AWS::KMS::Alias': { runs: words('AliasName TargetKeyId') },
};

// An upload is whole or it is not here at all: there is nothing to abort.
const LIFECYCLE = words('Id Status Prefix ExpirationInDays AbortIncompleteMultipartUpload');
