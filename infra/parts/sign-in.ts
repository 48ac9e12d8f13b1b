import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { output, parameter } from './named.ts';

/** Who signs people in: the issuer of the tokens and the clients they are made for. */
export type SignIn = { readonly issuer: string; readonly audience: readonly string[] };

const STAFF_ROLES = [
  'agent',
  'complaintSpecialist',
  'teamLeader',
  'supervisor',
  'director',
  'technicalDirector',
  'productManager',
  'ceo',
  'quality',
  'knowledgeAdmin',
  'privacyOfficer',
  'hr',
  'admin',
];

/** A Cognito user pool: people of the house in groups by role, customers in their own, apps with client credentials. */
export class CognitoSignIn extends Construct implements SignIn {
  readonly issuer: string;
  readonly audience: readonly string[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pool = new UserPool(this, 'People', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const groupName of ['customer', ...STAFF_ROLES]) {
      new CfnUserPoolGroup(this, groupName, { userPoolId: pool.userPoolId, groupName });
    }
    const scopeOfApps = new ResourceServerScope({
      scopeName: 'customerApp',
      scopeDescription: 'Speak for the customers of a shop',
    });
    const server = pool.addResourceServer('Kefu', { identifier: 'kefu', scopes: [scopeOfApps] });
    const app = pool.addClient('ShopApp', {
      generateSecret: true,
      oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.resourceServer(server, scopeOfApps)] },
      accessTokenValidity: Duration.hours(1),
    });
    const desk = pool.addClient('Desk', {
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: ['https://localhost/signed-in'],
      },
      accessTokenValidity: Duration.hours(8),
      preventUserExistenceErrors: true,
    });
    this.issuer = pool.userPoolProviderUrl;
    this.audience = [app.userPoolClientId, desk.userPoolClientId];
    // Without a domain the pool has no token endpoint, and no app could ask for a token. The account makes the prefix unique.
    const domain = pool.addDomain('Domain', { cognitoDomain: { domainPrefix: `kefu-${Stack.of(this).account}` } });
    output(this, 'TokenUrl', `${domain.baseUrl()}/oauth2/token`);
    output(this, 'UserPool', pool.userPoolId);
    output(this, 'ShopAppClient', app.userPoolClientId);
  }
}

/** Any OpenID issuer, given at deployment: for partitions without Cognito user pools. */
export class GivenSignIn extends Construct implements SignIn {
  readonly issuer: string;
  readonly audience: readonly string[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.issuer = parameter(this, 'Issuer', {
      description: 'URL of the OpenID issuer whose access tokens are accepted',
    });
    this.audience = [parameter(this, 'Audience', { description: 'Client id the tokens are made for' })];
  }
}
