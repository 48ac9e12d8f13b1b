import { join } from 'node:path';
import { localIssuer, type Place } from './identity.ts';
import { type Lookup, resolve } from './intrinsics.ts';
import { refuseUnsupported } from './refuse.ts';
import { arnOf, lookup, nameOf, readStack, type Stack, type Template } from './template.ts';

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
