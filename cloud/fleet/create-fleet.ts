import type { Registry } from 'prom-client';
import type { FleetKey } from '../../core/contract/fleet-config.ts';
import type { CloudDatabase } from '../database.ts';
import type { Route } from '../http/route.ts';
import type { OperatorRoute } from '../operators/operator-route.ts';
import type { KeyWrap } from '../push-ops.ts';
import { openArtefacts } from './artefacts.ts';
import { deviceRoutes } from './device-routes.ts';
import { createFleetSigner } from './fleet-key.ts';
import { countLights } from './kiosks.ts';
import { createFleetMetrics } from './metrics.ts';
import { analyticsRoutes, configRoutes, releaseRoutes } from './operator-fleet-routes.ts';
import { commandRoutes, groupRoutes, kioskRoutes } from './operator-kiosk-routes.ts';
import { FLEET_RETENTION, type FleetRetention } from './retention.ts';

export interface FleetDeps {
  readonly db: CloudDatabase;
  /** Seals log bundles. */
  readonly keyWrap: KeyWrap;
  /** The private key that signs configurations: 32 bytes, the same at every instance. */
  readonly fleetSeed: Uint8Array;
  /** Files that kiosks fetch; every instance has the same. */
  readonly artefactsDir: string;
  /** How often kiosks come. Default HEARTBEAT_MS. */
  readonly heartbeatMs?: number;
  /** See RetentionDeps. Left out: for ever. */
  readonly guestDays?: number;
  /** Default FLEET_RETENTION. */
  readonly retention?: FleetRetention;
  readonly registers: Registry[];
  readonly random: (bytes: number) => Uint8Array;
  readonly wallMs: () => number;
}

export interface Fleet {
  readonly key: FleetKey;
  /** For kiosks. */
  readonly routes: readonly Route[];
  /** For the operator page. */
  readonly operatorRoutes: readonly OperatorRoute[];
}

/** Looks after kiosks: what they report, what they are told, what operators see of it. */
export function createFleet(deps: FleetDeps): Fleet {
  const { db, wallMs, registers, retention = FLEET_RETENTION } = deps;
  const signer = createFleetSigner(deps.fleetSeed);
  const metrics = createFleetMetrics({ registers, wallMs, lights: () => countLights(db, wallMs()) });
  return {
    key: signer.key,
    routes: deviceRoutes({
      ...deps,
      retention,
      keeps: { guestDays: deps.guestDays ?? null, countDays: retention.countDays },
      signer,
      metrics,
      artefacts: openArtefacts(deps.artefactsDir),
    }),
    operatorRoutes: [kioskRoutes, groupRoutes, commandRoutes, configRoutes, releaseRoutes, analyticsRoutes].flatMap((routes) =>
      routes(deps),
    ),
  };
}
