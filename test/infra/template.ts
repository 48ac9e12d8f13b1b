import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A JSON value of the template, read as loosely as a test reads it. */
// biome-ignore lint/suspicious/noExplicitAny: a template is whatever CloudFormation takes
export type Loose = any;

export type Resource = { readonly id: string; readonly type: string; readonly props: Loose; readonly whole: Loose };

export const syntheses = inject('syntheses');

const read = (folder: string, file: string): Loose => JSON.parse(readFileSync(join(folder, file), 'utf8'));

function resourcesOf(folder: string): Resource[] {
  return Object.entries<Loose>(read(folder, 'Kefu.template.json').Resources).map(([id, whole]) => ({
    id,
    type: whole.Type,
    props: whole.Properties ?? {},
    whole,
  }));
}

export const template: Loose = read(syntheses.aws.folder, 'Kefu.template.json');
export const chinaTemplate: Loose = read(syntheses.china.folder, 'Kefu.template.json');
export const resources: readonly Resource[] = resourcesOf(syntheses.aws.folder);
export const chinaResources: readonly Resource[] = resourcesOf(syntheses.china.folder);

export const ofType = (type: string, all: readonly Resource[] = resources): Resource[] =>
  all.filter((resource) => resource.type === type);

export function byId(id: string): Resource {
  const found = resources.find((resource) => resource.id === id);
  if (!found) throw new Error(`The template holds no ${id}`);
  return found;
}

/** A value with its intrinsics written out: a reference is `<Id>`, an attribute `<Id.Attribute>`. */
export function text(value: Loose): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::Join' in value) return value['Fn::Join'][1].map(text).join(value['Fn::Join'][0]);
  return JSON.stringify(value);
}

/** The ids of the resources a value refers to. */
export const refers = (value: Loose): string[] =>
  [...text(value).matchAll(/<([A-Za-z0-9]+)(\.\w+)?>/g)].map(([, id = '']) => id);

const many = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

export type Statement = {
  readonly of: string;
  readonly effect: string;
  readonly actions: string[];
  readonly resources: string[];
  readonly condition: Loose;
};

/** Every statement of every role's policies. */
export function statements(all: readonly Resource[] = resources): Statement[] {
  const inline = ofType('AWS::IAM::Role', all).flatMap(({ id, props }) =>
    (props.Policies ?? []).map(({ PolicyDocument }: Loose) => ({ id, document: PolicyDocument })),
  );
  const attached = ofType('AWS::IAM::Policy', all).map(({ id, props }) => ({ id, document: props.PolicyDocument }));
  return [...inline, ...attached].flatMap(({ id, document }) =>
    many<Loose>(document.Statement).map(({ Effect, Action, Resource, Condition }) => ({
      of: id,
      effect: Effect,
      actions: many<string>(Action),
      resources: many<Loose>(Resource).map(text),
      condition: Condition,
    })),
  );
}

/** The statements of a function's own role. */
export function statementsOf({ props }: Resource): Statement[] {
  const [role = ''] = refers(props.Role);
  const policies = ofType('AWS::IAM::Policy').filter(({ props: { Roles } }) => Roles.flatMap(refers).includes(role));
  return statements().filter(({ of }) => policies.some(({ id }) => id === of));
}

/** The folder of a function's code, as it is uploaded. */
export function codeFolder({ props }: Resource): string {
  const { files } = read(syntheses.aws.folder, 'Kefu.assets.json');
  const asset = files[String(text(props.Code.S3Key)).replace('.zip', '')];
  return join(syntheses.aws.folder, asset.source.path);
}
