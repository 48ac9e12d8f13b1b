import { Duration, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import type { HttpRoute } from '../routes.ts';
import { alarm, HouseFunction, type HouseFunctionProps } from './house-function.ts';
import { output } from './named.ts';
import type { SignIn } from './sign-in.ts';

const MOST_A_SECOND = 200;
const BURST = 400;

// The route as written, never the path as sent: paths name people's tickets. The address is kept as a security log has to.
const REQUEST_LINE = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  from: '$context.identity.sourceIp',
  token: '$context.authorizer.error',
  fault: '$context.integrationErrorMessage',
});

/** The house's HTTP API: every route asks for a token, but the few that are open by name. */
export class HouseApi extends Construct {
  readonly api: HttpApi;
  private readonly authorizer: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, signIn: SignIn) {
    super(scope, id);
    this.authorizer = new HttpJwtAuthorizer('SignIn', signIn.issuer, { jwtAudience: [...signIn.audience] });
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    const log = new LogGroup(this, 'AccessLog', { retention: RetentionDays.SIX_MONTHS });
    const stage = this.api.addStage('Live', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: MOST_A_SECOND, burstLimit: BURST },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: AccessLogFormat.custom(REQUEST_LINE) },
    });
    alarm(this, 'Faults', {
      metric: this.api.metricServerError({ period: Duration.minutes(5) }),
      above: 0,
      impact: 'customers and agents get an error instead of an answer',
      runbook: 'the-api-answers-with-faults',
    });
    output(this, 'Url', stage.url);
  }

  /** Adds a room's function behind its routes; one that names no permission must say why it is open. */
  addRoom(id: string, room: HouseFunction, routes: readonly HttpRoute[]): void {
    const integration = new HttpLambdaIntegration(id, room.lambda);
    for (const { method, path, may, open } of routes) {
      const asksToken = may !== undefined;
      const added = this.api.addRoutes({
        path,
        methods: [HttpMethod[method as keyof typeof HttpMethod]],
        integration,
        authorizer: asksToken ? this.authorizer : new HttpNoneAuthorizer(),
      });
      if (!asksToken) for (const route of added) acknowledgeOpen(route, `${method} ${path}`, open);
    }
  }

  /** Adds a route that needs no token. */
  addOpen(id: string, { lambda }: HouseFunction, paths: readonly string[]): void {
    const integration = new HttpLambdaIntegration(id, lambda);
    for (const path of paths) {
      this.api.addRoutes({ path, methods: [HttpMethod.GET], integration, authorizer: new HttpNoneAuthorizer() });
    }
  }
}

/** A route that anybody may call breaks the rule that each asks for a token: it stands with its reason, or not at all. */
function acknowledgeOpen(route: IConstruct, name: string, open: string | undefined): void {
  if (!open?.startsWith('because ')) throw new Error(`${name} says neither who may nor why anybody may`);
  const resource = route.node.defaultChild ?? route;
  Validations.of(resource).acknowledge({ id: 'AwsSolutions-APIG4', reason: `${name}: ${open}` });
}

/** The function of a room's API with its routes. */
export class RoomApi extends HouseFunction {
  constructor(
    scope: Construct,
    id: string,
    props: HouseFunctionProps & { readonly api: HouseApi; readonly routes: readonly HttpRoute[] },
  ) {
    const { api, routes, ...rest } = props;
    super(scope, id, rest);
    api.addRoom(`${id}Routes`, this, routes);
  }
}
