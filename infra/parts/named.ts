import { CfnOutput, CfnParameter, type CfnParameterProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A value given at deployment, by this very name: `cdk deploy --parameters MailDomain=…`. */
export function parameter(scope: Construct, name: string, props: CfnParameterProps): string {
  const given = new CfnParameter(scope, name, props);
  given.overrideLogicalId(name);
  return given.valueAsString;
}

/** A value that the deployment prints, by this very name. */
export function output(scope: Construct, name: string, value: string): void {
  new CfnOutput(scope, name, { value }).overrideLogicalId(name);
}
