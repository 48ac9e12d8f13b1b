import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle } from './bundle.ts';
import { KefuStack } from './kefu-stack.ts';
import { writeOpenApi } from './openapi.ts';
import { routeTables } from './routes.ts';

// What CloudFormation would refuse only while deploying is refused here: its schemas come with the CDK.
const STRICT = { '@aws-cdk/core:validateAgainstDefaultRules': true };

/** Bundles the functions and synthesizes the app; `cdk.json` runs this file, the local runtime calls it. */
export async function synthesize(
  options: { outdir?: string; context?: Record<string, unknown>; checked?: boolean } = {},
): Promise<string> {
  await bundle();
  const tables = await routeTables();
  await writeOpenApi(tables);
  const app = new App({
    ...(options.outdir && { outdir: options.outdir }),
    context: { ...STRICT, ...options.context },
  });
  new KefuStack(app, 'Kefu', { routes: tables, china: app.node.tryGetContext('partition') === 'aws-cn' });
  if (options.checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app.synth().directory;
}

if (import.meta.main) await synthesize({ checked: true });
