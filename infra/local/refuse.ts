import type { Resource } from './assembly.ts';
import { SUPPORT } from './supported.ts';

/** Throws one error that names every resource the house cannot run as AWS would. */
export function refuseUnsupported(resources: Resource[]): void {
  const refusals = resources.flatMap((resource) => {
    const reason = refusal(resource);
    return reason ? [`  ${resource.logicalId} (${resource.type}): ${reason}`] : [];
  });
  if (refusals.length > 0) throw new Error(`The local runtime cannot run this template:\n${refusals.join('\n')}`);
}

function refusal({ type, properties }: Resource): string | undefined {
  const support = SUPPORT[type];
  if (!support) return 'this type is not supported';
  if ('inert' in support) return undefined;
  try {
    const { runs, noEffect = {}, check } = support;
    for (const name of Object.keys(properties)) {
      if (!runs.includes(name) && !(name in noEffect)) return `the property ${name} cannot be honoured here`;
    }
    check?.(properties);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
