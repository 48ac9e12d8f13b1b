import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Place, SHAPES } from './identity.ts';
import { holds, type Lookup, NO_VALUE, resolve } from './intrinsics.ts';

type Fields = Record<string, unknown>;
type Declared = { Type: string; Properties?: Fields; Condition?: string };
export type Template = {
  Resources: Record<string, Declared>;
  Outputs?: Record<string, { Value: unknown; Condition?: string }>;
  Parameters?: Record<string, { Default?: unknown }>;
  Conditions?: Fields;
  Mappings?: Record<string, Record<string, Fields>>;
};
export type Stack = { name: string; template: Template; assets: Record<string, { source: { path: string } }> };

/** The one stack of an assembly. */
export function readStack(folder: string): Stack {
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const artifacts = Object.entries<{ type: string; properties?: { templateFile?: string } }>(
    read('manifest.json').artifacts,
  );
  const stacks = artifacts.filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack, ...others] = stacks;
  if (!stack || others.length > 0) {
    throw new Error(`The assembly in ${folder} must hold one stack, not ${stacks.length}: ${stacks.map(([id]) => id)}`);
  }
  const [name, { properties }] = stack;
  const assetFile = `${name}.assets.json`;
  const assets = existsSync(join(folder, assetFile)) ? read(assetFile).files : {};
  return { name, template: read(properties?.templateFile ?? `${name}.template.json`), assets };
}

/** What the template's intrinsics may refer to. */
export function lookup(template: Template, place: Place): Lookup {
  const pseudo: Record<string, unknown> = {
    'AWS::Region': place.region,
    'AWS::AccountId': place.account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': place.stack,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.account}:stack/${place.stack}/local`,
    'AWS::NoValue': NO_VALUE,
    'AWS::NotificationARNs': [],
  };
  const given = place.parameters ?? {};
  for (const name of Object.keys(given)) {
    if (!template.Parameters?.[name]) throw new Error(`The template has no parameter ${name}`);
  }
  const look: Lookup = {
    ref(name) {
      if (name in pseudo) return pseudo[name];
      const parameter = template.Parameters?.[name];
      if (parameter) return parameterValue(name, given[name] ?? parameter.Default);
      const physicalId = nameOf(template, name, look);
      return SHAPES[typeOf(template, name)]?.ref?.(place, physicalId) ?? physicalId;
    },
    attribute(logicalId, attribute) {
      const type = typeOf(template, logicalId);
      const physicalId = nameOf(template, logicalId, look);
      const value = SHAPES[type]?.attributes?.[attribute]?.(place, physicalId);
      if (value !== undefined) return value;
      if (attribute === 'Arn') return arnOf(type, physicalId, place);
      throw new Error(`The attribute ${attribute} of ${logicalId} (${type}) is not known here`);
    },
    condition: (name) => holds(template.Conditions?.[name], look),
    map: (name, first, second) => template.Mappings?.[name]?.[first]?.[second],
  };
  return look;
}

function parameterValue(name: string, value: unknown): unknown {
  if (value === undefined) throw new Error(`The template's parameter ${name} has no default, so it has no value here`);
  return value;
}

function typeOf(template: Template, logicalId: string): string {
  const declared = template.Resources[logicalId];
  if (!declared) throw new Error(`The template refers to ${logicalId}, which it does not hold`);
  return declared.Type;
}

/** A resource's name in its service. */
export function nameOf(template: Template, logicalId: string, look: Lookup): string {
  const { name, unnamed } = SHAPES[typeOf(template, logicalId)] ?? {};
  const given = name && template.Resources[logicalId]?.Properties?.[name];
  return given === undefined ? (unnamed?.(logicalId) ?? logicalId) : String(resolve(given, look));
}

export const arnOf = (type: string, name: string, place: Place): string =>
  SHAPES[type]?.arn?.(place, name) ?? `arn:aws:cloudformation:${place.region}:${place.account}:resource/${name}`;
