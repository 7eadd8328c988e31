import { z } from 'zod';
import {
  type HeartbeatAnswer,
  type HeartbeatRequest,
  heartbeatAnswerSchema,
  type LogsRequest,
  logsAnswerSchema,
} from '../../core/contract/fleet.ts';
import { type FleetKey, fleetKeySchema } from '../../core/contract/fleet-config.ts';
import type { AuthorisedCall } from '../cloud/authorised-call.ts';

/** The endpoint's interface to an enrolled kiosk; rejects as HttpCall does. docs/fleet.md describes it. */
export interface FleetHttp {
  heartbeat(request: HeartbeatRequest, signal: AbortSignal): Promise<HeartbeatAnswer>;
  logs(request: LogsRequest, signal: AbortSignal): Promise<void>;
  /** For kiosks that enrolled before enrolment gave it. */
  key(signal: AbortSignal): Promise<FleetKey>;
}

const keyAnswer = z.union([fleetKeySchema, z.object({ fleetKey: fleetKeySchema }).transform(({ fleetKey }) => fleetKey)]);

export function createFleetHttp(call: AuthorisedCall): FleetHttp {
  return {
    heartbeat: (body, signal) => call({ path: 'v1/fleet/heartbeat', body, answer: heartbeatAnswerSchema, signal }),
    async logs(body, signal) {
      await call({ path: 'v1/fleet/logs', body, answer: logsAnswerSchema, signal });
    },
    key: (signal) => call({ path: 'v1/fleet/key', body: null, answer: keyAnswer, signal }),
  };
}
