import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Files } from './files.ts';
import { output } from './named.ts';

export type MailReceiptProps = { readonly files: Files; readonly domain: string; readonly prefix: string };

/** SES takes mail in for the domain and leaves it in the bucket, its checks written on top. Somebody makes the set the active one. */
export class MailReceipt extends Construct {
  constructor(scope: Construct, id: string, { files, domain, prefix }: MailReceiptProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    files.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [files.bucket.arnForObjects(`${prefix}*`)],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    const rules = new CfnReceiptRuleSet(this, 'Rules');
    const rule = new CfnReceiptRule(this, 'Rule', {
      ruleSetName: rules.ref,
      rule: {
        enabled: true,
        recipients: [domain],
        scanEnabled: true,
        tlsPolicy: 'Optional',
        actions: [{ s3Action: { bucketName: files.bucket.bucketName, objectKeyPrefix: prefix } }],
      },
    });
    // SES tries to write when the rule is made.
    if (files.bucket.policy) rule.node.addDependency(files.bucket.policy);
    output(this, 'MailRules', rules.ref);
  }
}
