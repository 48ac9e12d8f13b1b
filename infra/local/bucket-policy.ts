import type { Resource } from './assembly.ts';
import { wildcard } from './pattern.ts';
import type { Properties } from './support.ts';

type Statement = {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Principal: unknown;
  Condition?: Record<string, Record<string, unknown>>;
};

const many = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const statements = ({ PolicyDocument }: Properties): Statement[] => many(Object(PolicyDocument).Statement ?? []);

const OURS = ['aws:SourceAccount', 'aws:SourceArn', 'aws:Referer'];

/** Refuses a bucket policy that says more than "only over TLS" and "this service of AWS may". */
export function checkBucketPolicy(properties: Properties): void {
  for (const { Effect, Principal, Condition = {} } of statements(properties)) {
    const keys = Object.values(Condition).flatMap((one) => Object.keys(one));
    const onlyTls =
      Effect === 'Deny' && Object(Condition['Bool'])['aws:SecureTransport'] === 'false' && keys.length === 1;
    const forService =
      Effect === 'Allow' && Object(Principal).Service !== undefined && keys.every((key) => OURS.includes(key));
    if (!onlyTls && !forService) throw new Error('a statement of the policy cannot be evaluated here');
  }
}

/** Whether the policies of a bucket let a service of AWS put objects under a prefix. */
export function serviceMayPut(policies: Resource[], bucket: Resource, service: string, prefix: string): boolean {
  const wanted = `${bucket.arn}/${prefix}`;
  return policies
    .filter(({ properties }) => properties['Bucket'] === bucket.physicalId)
    .flatMap(({ properties }) => statements(properties))
    .some(({ Effect, Action, Resource, Principal }) => {
      const actions = many(Action).some((action) => wildcard(action).test('s3:PutObject'));
      const resources = many(Resource).some((resource) => wildcard(resource).test(`${wanted}any`));
      return Effect === 'Allow' && actions && resources && many(Object(Principal).Service).includes(service);
    });
}
