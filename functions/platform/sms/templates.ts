import * as z from 'zod';
import { SendFailed } from '#platform/send-failed.ts';
import type { TextMessage } from './sms.ts';

/** A template as a provider has registered it: its id there, and which of our values it takes, in its order. */
const Registered = z.strictObject({
  id: z.string().min(1).max(64),
  parameters: z.array(z.string().regex(/^\w{1,32}$/)).max(20),
});

/** What a deployment has registered (C5): for each of our templates its class and its place at each provider. */
const Templates = z.record(
  z.string().regex(/^[\w.-]{1,64}$/),
  z.strictObject({
    class: z.enum(['service', 'commercial']),
    aliyun: Registered.optional(),
    tencent: Registered.optional(),
  }),
);
export type Templates = z.infer<typeof Templates>;

/** The providers that send registered templates alone. */
export type TemplateProvider = 'aliyun' | 'tencent';

/** The templates of a deployment from its configuration; what is wrong is named by its path, never by its content. */
export function readTemplates(json: string): Templates {
  const found = Templates.safeParse(parsed(json));
  if (found.success) return found.data;
  const places = found.error.issues.map(({ path }) => path.join('.') || 'all of it');
  throw new Error(`The SMS templates cannot be read: ${[...new Set(places)].join(', ')}`);
}

/** Which of the templates a house uses its provider does not know: a production configuration has none of them (C5). */
export function unregistered(
  templates: Templates,
  provider: TemplateProvider,
  used: readonly string[],
): readonly string[] {
  return [...new Set(used)].filter((name) => !own(templates, name)?.[provider]).sort();
}

type Filled = { readonly id: string; readonly parameters: readonly (readonly [name: string, value: string])[] };

/** The provider's template for a message, filled in; refused when it is not registered for this message's class. */
export function filledTemplate(templates: Templates, provider: TemplateProvider, message: TextMessage): Filled {
  const { name, values } = message.template;
  const template = own(templates, name);
  const registered = template?.[provider];
  if (!registered) throw new SendFailed('refused', 'template-unregistered');
  if (template.class !== message.class) throw new SendFailed('refused', 'template-class');
  const parameters = registered.parameters.map((parameter) => {
    const value = own(values, parameter);
    if (value === undefined) throw new SendFailed('refused', 'template-value');
    return [parameter, value] as const;
  });
  return { id: registered.id, parameters };
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
