import { describe, expect, it } from 'vitest';
import { Role } from '../../functions/platform/auth/permissions.ts';
import { type Loose, ofType, template, text } from './template.ts';

const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

describe('the table', () => {
  const [table, ...others] = ofType('AWS::DynamoDB::Table').filter(({ props }) => props.StreamSpecification);

  it('is one, outlives the stack, and can be set back to any second of the last 35 days', () => {
    expect(others).toEqual([]);
    expect(table?.whole).toMatchObject(kept);
    expect(table?.props).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('tells every change, before and after', () => {
    expect(table?.props.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  });

  it('forgets what has expired', () => {
    expect(table?.props.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });

  it('lists nothing but keys: whoever lists reads the items themselves', () => {
    const indexes: { IndexName: string; Projection: unknown }[] = table?.props.GlobalSecondaryIndexes;

    expect(indexes.map(({ IndexName }) => IndexName)).toEqual([
      'byLook',
      'byList',
      'byCustomer',
      'byOrder',
      'byAssignee',
      'byNumber',
    ]);
    expect(indexes.filter(({ Projection }) => text(Projection) !== '{"ProjectionType":"KEYS_ONLY"}')).toEqual([]);
  });
});

describe('the keys of people', () => {
  const [table, ...others] = ofType('AWS::DynamoDB::Table').filter(({ props }) => !props.StreamSpecification);

  it('lie in a table of their own that can be set back one day only: a longer memory would undo an erasure', () => {
    expect(others).toEqual([]);
    expect(table?.whole).toMatchObject(kept);
    expect(table?.props).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 1 },
    });
  });

  it('are wrapped by a key that changes every year and outlives the stack', () => {
    const [key, ...more] = ofType('AWS::KMS::Key');

    expect(more).toEqual([]);
    expect(key?.whole).toMatchObject(kept);
    expect(key?.props.EnableKeyRotation).toBe(true);
  });
});

describe('the files', () => {
  const [bucket, ...others] = ofType('AWS::S3::Bucket');

  it('lie in one bucket that nobody outside reaches, and all of them end', () => {
    expect(others).toEqual([]);
    expect(bucket?.whole).toMatchObject(kept);
    expect(Object.values(bucket?.props.PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
    expect(
      bucket?.props.LifecycleConfiguration.Rules.map(({ Prefix, ExpirationInDays }: Loose) => [
        Prefix,
        ExpirationInDays,
      ]),
    ).toEqual([
      ['incoming/', 90],
      ['raw/', 90],
      ['people/', 180],
    ]);
  });
});

describe('the user pool', () => {
  const [pool] = ofType('AWS::Cognito::UserPool');
  const [server] = ofType('AWS::Cognito::UserPoolResourceServer');
  const clients = ofType('AWS::Cognito::UserPoolClient');

  it('outlives the stack, asks for a second factor, and lets nobody sign up', () => {
    expect(pool?.whole).toMatchObject(kept);
    expect(pool?.props).toMatchObject({
      DeletionProtection: 'ACTIVE',
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UsernameConfiguration: { CaseSensitive: false },
    });
  });

  it('has a group for every role but that of an app, whose scope is its role', () => {
    const groups = ofType('AWS::Cognito::UserPoolGroup').map(({ props }) => props.GroupName);

    expect([...groups, server?.props.Scopes[0].ScopeName].sort()).toEqual([...Role.options].sort());
  });

  it('has an endpoint where an app fetches a token that says it is one', () => {
    const app = clients.find(({ props }) => props.AllowedOAuthFlows.includes('client_credentials'));

    expect(server?.props.Identifier).toBe('kefu');
    expect(app?.props.AllowedOAuthScopes.map(text)).toEqual([`<${server?.id}>/customerApp`]);
    expect(app?.props.GenerateSecret).toBe(true);
    expect(ofType('AWS::Cognito::UserPoolDomain')).toHaveLength(1);
  });

  it("issues the tokens that the API's authorizer accepts, to these clients alone", () => {
    const [authorizer] = ofType('AWS::ApiGatewayV2::Authorizer');
    const { Audience, Issuer } = authorizer?.props.JwtConfiguration ?? {};

    expect(text(Issuer)).toBe(`<${pool?.id}.ProviderURL>`);
    expect(Audience.map(text).sort()).toEqual(clients.map(({ id }) => `<${id}>`).sort());
  });
});

describe('the logs', () => {
  it('are kept for half a year, and no longer', () => {
    const groups = ofType('AWS::Logs::LogGroup');

    expect(groups.length).toBe(ofType('AWS::Lambda::Function').length + ofType('AWS::ApiGatewayV2::Stage').length);
    expect(new Set(groups.map(({ props }) => props.RetentionInDays))).toEqual(new Set([180]));
  });
});

describe('the mails and SMS', () => {
  it('go out from the given domain and pool, as the only function that may send says', () => {
    const [lambda, ...others] = ofType('AWS::Lambda::Function').filter(
      ({ props }) => props.Environment.Variables.SMS_FROM,
    );

    expect(others).toEqual([]);
    expect(text(lambda?.props.Environment.Variables.MAIL_FROM)).toBe('service@<MailDomain>');
    expect(text(lambda?.props.Environment.Variables.SMS_FROM)).toMatch(/:sms-voice:.*:pool\/<SmsPool>$/);
    expect(Object.keys(template.Parameters)).toEqual(expect.arrayContaining(['MailDomain', 'SmsPool']));
  });

  it('by SMS name a set that tells the topic of the text messages what became of them', () => {
    const [set, ...others] = ofType('AWS::SMSVOICE::ConfigurationSet');
    const [destination] = set!.props.EventDestinations;
    const [sender] = ofType('AWS::Lambda::Function').filter(
      ({ props }) => props.Environment.Variables.SMS_CONFIGURATION_SET,
    );

    expect(others).toEqual([]);
    expect(destination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: expect.arrayContaining(['TEXT_DELIVERED']),
    });
    expect(destination.SnsDestination.TopicArn.Ref).toMatch(/^IntakeReceiveSmsTopic/);
    expect(sender?.props.Environment.Variables.SMS_CONFIGURATION_SET).toEqual({ Ref: set!.id });
  });
});
