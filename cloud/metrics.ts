import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** What an operator watches, in the Prometheus text format. No tenant, kiosk or guest is a label. */
export function createMetrics() {
  const registers = [new Registry()];
  const [registry] = registers;
  collectDefaultMetrics({ ...(registry && { register: registry }) });
  const requests = new Histogram({
    name: 'foyer_cloud_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.8, 2.5, 10],
    registers,
  });
  const refusals = new Counter({
    name: 'foyer_cloud_refusals_total',
    help: 'Requests refused, by reason.',
    labelNames: ['code'],
    registers,
  });
  const ops = new Counter({ name: 'foyer_cloud_ops_total', help: 'Ops pushed, by outcome.', labelNames: ['outcome'], registers });
  const forgotten = new Counter({ name: 'foyer_cloud_guests_forgotten_total', help: 'Guests whose retention ran out.', registers });
  return {
    answered: (route: string, status: number, seconds: number) => requests.observe({ route, status: String(status) }, seconds),
    refused: (code: string) => refusals.inc({ code }),
    pushed: (outcome: string) => ops.inc({ outcome }),
    forgot: (guests: number) => forgotten.inc(guests),
    /** For parts that have metrics of their own. */
    registers,
    text: () => registry?.metrics() ?? '',
    contentType: registry?.contentType ?? 'text/plain',
  };
}
