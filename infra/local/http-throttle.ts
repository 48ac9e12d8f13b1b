/** Whether a request to a route may pass now. */
export type Throttle = (routeKey: string) => boolean;

type Bucket = { rate: number; burst: number; tokens: number; at: number };

/** A stage's limits, as token buckets on real time: a route's own settings, or the default shared by the others. */
export function throttle(stage: Record<string, unknown>, now = () => performance.now()): Throttle {
  const others = bucket(stage['DefaultRouteSettings'], now());
  const routes = Object.entries(Object(stage['RouteSettings'] ?? {}));
  const own = new Map(routes.map(([key, settings]) => [key, bucket(settings, now())]));

  return (routeKey) => {
    const limit = own.get(routeKey) ?? others;
    if (!limit) return true;
    const time = now();
    limit.tokens = Math.min(limit.burst, limit.tokens + ((time - limit.at) / 1000) * limit.rate);
    limit.at = time;
    if (limit.tokens < 1) return false;
    limit.tokens -= 1;
    return true;
  };
}

function bucket(settings: unknown, at: number): Bucket | undefined {
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst = rate } = Object(settings ?? {});
  return rate === undefined ? undefined : { rate: Number(rate), burst: Number(burst), tokens: Number(burst), at };
}
