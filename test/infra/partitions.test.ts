import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { chinaResources, chinaTemplate, ofType, resources, statements, syntheses, template } from './template.ts';

describe.each(Object.entries(syntheses))('the synthesis for %s', (_, { status, said, folder }) => {
  it("is content with every AWS Solutions rule and with CloudFormation's own schemas", () => {
    const report = join(folder, 'validation-report.json');

    expect({ status, said }).toMatchObject({ status: 0 });
    expect(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).pluginReports : []).toEqual([]);
  });
});

type Entry = { readonly type: string; readonly data: Readonly<Record<string, string>> };
const metadata: Record<string, Entry[]> = JSON.parse(
  readFileSync(join(syntheses.aws.folder, 'Kefu.metadata.json'), 'utf8'),
);
const silenced = Object.entries(metadata).flatMap(([path, entries]) =>
  entries
    .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
    .flatMap(({ data }) => Object.entries(data))
    .map(([rule, reason]) => ({ path, id: rule.slice(rule.indexOf('::') + 2), reason })),
);

describe("CloudFormation's schemas", () => {
  it('would refuse a property that no queue has', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'kefu-careless-'));
    const app = new App({ outdir, context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
    new CfnResource(new Stack(app, 'Careless'), 'Queue', { type: 'AWS::SQS::Queue', properties: { Colour: 'red' } });

    expect(() => app.synth()).toThrow("'Colour' was unexpected");
    rmSync(outdir, { recursive: true });
  });
});

describe('the AWS Solutions rules', () => {
  it('would find a queue that takes unencrypted requests', () => {
    const app = new App();
    new Queue(new Stack(app, 'Careless'), 'Queue');

    const { success, violations } = new AwsSolutionsChecks(app).validateScope(app);

    expect(success).toBe(false);
    expect(violations.map(({ ruleName }) => ruleName)).toContain('AwsSolutions-SQS4');
  });

  it.each(silenced)('are silenced by $id at $path for a reason that names it', ({ path, id, reason }) => {
    const [named = '', why = ''] = reason.split(/: (.*)/);

    const flat = (text: string) => text.replace(' /', '--').replaceAll('/', '--');
    expect(flat(path)).toContain(flat(named));
    expect(why).toMatch(/^.{30,}$/);
    expect(id).toMatch(/^AwsSolutions-[A-Z]+\d+(\[Resource::(arn:|<Platform).*\])?$/);
  });

  it('are silenced on wildcards for the executions to be stopped and the files of a prefix only', () => {
    const files = /\[Resource::<PlatformFilesBucket\w+\.Arn>\/(incoming|raw|people)\/\*\]$/;
    const wildcards = silenced.filter(({ id }) => id.includes('IAM') && !files.test(id));

    expect(wildcards).toHaveLength(ofType('AWS::StepFunctions::StateMachine').length);
    expect(wildcards.filter(({ id }) => !/:execution:<Clocks\w+Machine\w+\.Name>:\*\]$/.test(id))).toEqual([]);
  });
});

/** What hears SES and the text messages of AWS. */
const ONLY_AWS = /^(NoticesHearReceipts|IntakeReceiveSms)/;

describe('the template for China', () => {
  it('spells no partition', () => {
    expect(JSON.stringify(chinaTemplate)).not.toContain('arn:aws:');
    expect(JSON.stringify(template)).not.toMatch(/arn:aws(-cn)?:/);
  });

  it('asks for no service that is not there', () => {
    const absent = /^(ses|sms-voice|cognito-idp):/;

    expect(chinaResources.filter(({ type }) => /^AWS::(Cognito|SES|SMSVOICE)::/.test(type))).toEqual([]);
    expect(statements(chinaResources).filter(({ actions }) => actions.some((action) => absent.test(action)))).toEqual(
      [],
    );
  });

  it('holds everything else', () => {
    const own = (all: typeof resources) =>
      all
        .filter(({ type, id }) => !/^AWS::(Cognito|SES|SMSVOICE)::/.test(type) && !ONLY_AWS.test(id))
        .map(({ id }) => id)
        .sort();

    expect(own(chinaResources)).toEqual(own(resources));
  });

  it('takes the issuer and the audience of its tokens at deployment', () => {
    const [authorizer] = ofType('AWS::ApiGatewayV2::Authorizer', chinaResources);

    expect(authorizer?.props.JwtConfiguration).toEqual({ Audience: [{ Ref: 'Audience' }], Issuer: { Ref: 'Issuer' } });
  });
});
