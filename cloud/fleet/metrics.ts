import { Counter, Gauge, type Registry } from 'prom-client';
import type { Light } from '../../core/contract/operator-api.ts';

export type FleetMetrics = ReturnType<typeof createFleetMetrics>;

/** How long a count of kiosks by light is good for: a scrape must not cost more the more often it is made. */
const LIGHTS_MS = 30_000;

export interface FleetMetricsDeps {
  readonly registers: Registry[];
  /** Kiosks of all tenants, by light. */
  lights(): Promise<Readonly<Record<Light, number>>>;
  readonly wallMs: () => number;
}

/** Of the fleet, beside those of the endpoint. No tenant and no kiosk is a label. */
export function createFleetMetrics({ registers, lights, wallMs }: FleetMetricsDeps) {
  const heartbeats = new Counter({ name: 'foyer_fleet_heartbeats_total', help: 'Heartbeats taken.', registers });
  const configs = new Counter({ name: 'foyer_fleet_configs_sent_total', help: 'Signed configurations sent.', registers });
  const commands = new Counter({
    name: 'foyer_fleet_commands_total',
    help: 'Commands that ended, by how.',
    labelNames: ['state'],
    registers,
  });
  const counts = new Counter({
    name: 'foyer_fleet_counts_total',
    help: 'Buckets of counts, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  let countedMs = Number.NEGATIVE_INFINITY;
  new Gauge({
    name: 'foyer_fleet_kiosks',
    help: 'Enrolled kiosks, by light.',
    labelNames: ['light'],
    registers,
    async collect() {
      if (wallMs() - countedMs < LIGHTS_MS) return;
      countedMs = wallMs();
      // A database that is away is told by /ready; the other metrics are wanted then more than ever.
      const found = await lights().catch(() => null);
      if (found === null) this.reset();
      else for (const [light, n] of Object.entries(found)) this.set({ light }, n);
    },
  });
  return {
    heartbeat: () => heartbeats.inc(),
    configSent: () => configs.inc(),
    commandEnded: (state: string) => commands.inc({ state }),
    counted(kept: number, dropped: number) {
      if (kept > 0) counts.inc({ outcome: 'kept' }, kept);
      if (dropped > 0) counts.inc({ outcome: 'dropped' }, dropped);
    },
  };
}
