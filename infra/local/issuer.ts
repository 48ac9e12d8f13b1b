import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { Assembly } from './assembly.ts';
import { type Answer, type Asked, type Door, message } from './http-server.ts';
import type { SigningKey } from './http-tokens.ts';
import type { Journal } from './journal.ts';
import { isFromHere } from './loopback.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type TokenClaims = {
  sub: string;
  groups?: string[];
  scope?: string;
  clientId?: string;
  name?: string;
  expiresIn?: number;
};
export type Client = { clientId: string; secret: string; scopes: string[]; expiresIn: number };
export type Issuer = {
  door: Door;
  key: SigningKey;
  clients: Client[];
  /** An access token as Cognito makes them. */
  token(claims: TokenClaims): Promise<string>;
};
type Given = { assembly: Assembly; journal: Journal; clock: VirtualClock; url: string };
type Granted = { client: Client; scopes: string[] };

const KID = 'local';
const HOUR = 3600;
const UNITS: Record<string, number> = { seconds: 1, minutes: 60, hours: HOUR, days: 24 * HOUR };

/** Stands in for the Cognito pool of the template: same claims, a key of its own that survives restarts. */
export function issuer({ assembly, journal, clock, url }: Given): Issuer {
  const privateKey = createPrivateKey(storedKey(journal));
  const publicKey = createPublicKey(privateKey);
  const clients = assembly
    .byType('AWS::Cognito::UserPoolClient')
    .map(({ physicalId, properties }) => readClient(physicalId, properties));

  function token({
    sub,
    groups,
    scope,
    clientId = clients[0]?.clientId ?? '',
    name,
    expiresIn = HOUR,
  }: TokenClaims): string {
    const iat = Math.floor(clock.now() / 1000);
    const who = { sub, ...(groups && { 'cognito:groups': groups }), ...(name !== undefined && { username: name }) };
    const times = { auth_time: iat, iat, exp: iat + expiresIn };
    return signed(privateKey, {
      ...who,
      iss: url,
      client_id: clientId,
      token_use: 'access',
      scope: scope ?? '',
      ...times,
      version: 2,
      jti: randomUUID(),
    });
  }

  function grant({ client, scopes }: Granted): Answer {
    const { clientId, expiresIn } = client;
    const access_token = token({ sub: clientId, clientId, scope: scopes.join(' '), expiresIn });
    return json(200, { access_token, expires_in: expiresIn, token_type: 'Bearer' });
  }

  const base = new URL(url).pathname.replace(/\/$/, '');
  const documents: Record<string, unknown> = {
    '/.well-known/jwks.json': {
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' }],
    },
    '/.well-known/openid-configuration': configuration(url),
  };
  return {
    key: { kid: KID, publicKey },
    clients,
    token: async (claims) => token(claims),
    async door(asked) {
      if (!asked.path.startsWith(`${base}/`)) return undefined;
      if (!isFromHere(asked)) return message(403, 'Forbidden');
      const path = asked.path.slice(base.length);
      if (path === '/oauth2/token' && asked.method === 'POST') {
        const granted = readGrant(asked, clients);
        return 'client' in granted ? grant(granted) : granted;
      }
      return documents[path] && asked.method === 'GET' ? json(200, documents[path]) : message(404, 'Not Found');
    },
  };
}

function signed(key: KeyObject, claims: Record<string, unknown>): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encode({ kid: KID, alg: 'RS256' })}.${encode(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}

function storedKey(journal: Journal): string {
  const before = journal.get<string>('issuer', 'key');
  if (before !== undefined) return before;
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  journal.put('issuer', 'key', privateKey);
  return privateKey;
}

/** The local secret is no secret: it only opens this laptop. */
function readClient(clientId: string, properties: Record<string, unknown>): Client {
  const { AllowedOAuthScopes, AccessTokenValidity = 1, TokenValidityUnits } = properties;
  const unit = UNITS[String(Object(TokenValidityUnits ?? {}).AccessToken ?? 'hours')] ?? HOUR;
  const scopes = Array.isArray(AllowedOAuthScopes) ? AllowedOAuthScopes.map(String) : [];
  return { clientId, secret: `local-${clientId}`, scopes, expiresIn: Number(AccessTokenValidity) * unit };
}

function readGrant({ headers, body }: Asked, clients: Client[]): Granted | Answer {
  const form = new URLSearchParams(body.toString('utf8'));
  const [scheme, basic = ''] = (headers['authorization'] ?? '').split(' ');
  const [id, secret] = scheme === 'Basic' ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
  const client = clients.find(({ clientId }) => clientId === (id ?? form.get('client_id')));
  if (form.get('grant_type') !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' });
  if (!client || client.secret !== (secret ?? form.get('client_secret'))) return json(400, { error: 'invalid_client' });
  const asked = (form.get('scope') ?? '').split(' ').filter(Boolean);
  if (asked.some((scope) => !client.scopes.includes(scope))) return json(400, { error: 'invalid_scope' });
  return { client, scopes: asked.length > 0 ? asked : client.scopes };
}

function configuration(url: string) {
  return {
    issuer: url,
    jwks_uri: `${url}/.well-known/jwks.json`,
    token_endpoint: `${url}/oauth2/token`,
    grant_types_supported: ['client_credentials'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
  };
}

function json(status: number, body: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}
