import type { Assembly } from './assembly.ts';
import { wildcard } from './pattern.ts';

/** Whether the template lets an AWS service, on behalf of `sourceArn`, invoke a function: its AWS::Lambda::Permission. */
export function mayInvoke(assembly: Assembly, principal: string, sourceArn: string, functionArn: string): boolean {
  const name = functionArn.split(':')[6];
  return assembly.byType('AWS::Lambda::Permission').some(({ properties }) => {
    const { FunctionName, Principal, SourceArn, Action } = properties;
    const target = String(FunctionName);
    const sameFunction = target === functionArn || target === name || target.split(':')[6] === name;
    const sameSource = SourceArn === undefined || wildcard(String(SourceArn)).test(sourceArn);
    return sameFunction && sameSource && Principal === principal && /^lambda:(InvokeFunction|\*)$/.test(String(Action));
  });
}
