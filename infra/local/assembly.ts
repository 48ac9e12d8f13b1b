import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localIssuer, type Place, SHAPES } from './identity.ts';
import { holds, type Lookup, NO_VALUE, resolve } from './intrinsics.ts';
import { refuseUnsupported } from './supported.ts';

/** One resource of the template, its intrinsics resolved. */
export type Resource = {
  logicalId: string;
  type: string;
  properties: Record<string, unknown>;
  /** Its name in its service, whatever `Ref` gives. */
  physicalId: string;
  arn: string;
};

export type Assembly = {
  resources: Resource[];
  byType(type: string): Resource[];
  /** Throws when the template has no such resource. */
  byId(logicalId: string): Resource;
  byArn(arn: string): Resource | undefined;
  outputs: Record<string, string>;
  /** The folder that holds a function's code. */
  assetFolder(resource: Resource): string;
};

export type AssemblyOptions = Omit<Place, 'stack'>;

type Fields = Record<string, unknown>;
type Declared = { Type: string; Properties?: Fields; Condition?: string };
type Template = {
  Resources: Record<string, Declared>;
  Outputs?: Record<string, { Value: unknown; Condition?: string }>;
  Parameters?: Record<string, { Default?: unknown }>;
  Conditions?: Fields;
  Mappings?: Record<string, Record<string, Fields>>;
};
type Stack = { name: string; template: Template; assets: Record<string, { source: { path: string } }> };

/** Reads a synthesized assembly and refuses, by name, whatever the house could not run as AWS would. */
export function readAssembly(folder: string, options: AssemblyOptions): Assembly {
  const { name, template, assets } = readStack(folder);
  const place = { ...options, stack: name };
  const look = lookup(template, place);
  const declared = Object.entries(template.Resources).filter(
    ([, { Condition }]) => Condition === undefined || look.condition(Condition),
  );
  const resources = declared.map(([logicalId, { Type, Properties = {} }]) => {
    const properties = localIssuers(
      inside(logicalId, () => resolve(Properties, look)),
      place,
    ) as Fields;
    const physicalId = nameOf(template, logicalId, look);
    return { logicalId, type: Type, properties, physicalId, arn: arnOf(Type, physicalId, place) };
  });
  refuseUnsupported(resources);
  return { ...index(resources), outputs: outputs(template, look, place), assetFolder: assetFinder(folder, assets) };
}

function readStack(folder: string): Stack {
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

function lookup(template: Template, place: Place): Lookup {
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
  const look: Lookup = {
    ref(name) {
      if (name in pseudo) return pseudo[name];
      const parameter = template.Parameters?.[name];
      if (parameter) return parameterValue(name, parameter.Default);
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

function nameOf(template: Template, logicalId: string, look: Lookup): string {
  const property = SHAPES[typeOf(template, logicalId)]?.name;
  const given = property && template.Resources[logicalId]?.Properties?.[property];
  return given === undefined ? logicalId : String(resolve(given, look));
}

const arnOf = (type: string, name: string, place: Place): string =>
  SHAPES[type]?.arn?.(place, name) ?? `arn:aws:cloudformation:${place.region}:${place.account}:resource/${name}`;

function inside<T>(logicalId: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`${logicalId}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function localIssuers(value: unknown, place: Place): unknown {
  if (typeof value === 'string') return localIssuer(value, place);
  if (Array.isArray(value)) return value.map((one) => localIssuers(one, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, localIssuers(inner, place)]));
}

function index(resources: Resource[]) {
  const ids = new Map(resources.map((resource) => [resource.logicalId, resource]));
  const arns = new Map(resources.map((resource) => [resource.arn, resource]));
  return {
    resources,
    byType: (type: string) => resources.filter((resource) => resource.type === type),
    byId(logicalId: string) {
      const resource = ids.get(logicalId);
      if (!resource) throw new Error(`The template holds no resource ${logicalId}`);
      return resource;
    },
    byArn: (arn: string) => arns.get(arn),
  };
}

function outputs(template: Template, look: Lookup, place: Place): Record<string, string> {
  const held = Object.entries(template.Outputs ?? {}).filter(
    ([, { Condition }]) => Condition === undefined || look.condition(Condition),
  );
  return Object.fromEntries(held.map(([name, { Value }]) => [name, String(localIssuers(resolve(Value, look), place))]));
}

function assetFinder(folder: string, assets: Stack['assets']) {
  return ({ logicalId, properties }: Resource): string => {
    const { S3Key } = (properties['Code'] ?? {}) as { S3Key?: string };
    const path = S3Key && assets[S3Key.replace(/\.zip$/, '')]?.source.path;
    if (!path) throw new Error(`${logicalId}: its code is not an asset of this assembly`);
    return join(folder, path);
  };
}
