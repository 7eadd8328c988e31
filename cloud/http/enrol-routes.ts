import type { FleetKey } from '../../core/contract/fleet-config.ts';
import {
  challengeRequestSchema,
  challengeResponseSchema,
  enrolRequestSchema,
  enrolResponseSchema,
  tokenRequestSchema,
  tokenResponseSchema,
} from '../../core/sync/enrolment.ts';
import type { Devices } from '../auth/devices.ts';
import { type Route, route } from './route.ts';

export function enrolRoutes(devices: Devices, fleetKey: FleetKey): Route[] {
  return [
    route({
      method: 'POST',
      path: '/v1/enrol',
      summary: "Enrol a kiosk's public key with a code that staff made. The code works once.",
      who: 'anyone',
      input: enrolRequestSchema,
      output: enrolResponseSchema,
      handle: async (request) => ({ ...(await devices.enrol(request)), fleetKey }),
    }),
    route({
      method: 'POST',
      path: '/v1/challenge',
      summary: 'A text to sign, good for a minute.',
      who: 'anyone',
      input: challengeRequestSchema,
      output: challengeResponseSchema,
      handle: (request) => ({ challenge: devices.challenge(request) }),
    }),
    route({
      method: 'POST',
      path: '/v1/token',
      summary: 'An access token of a few minutes, for a signed challenge.',
      who: 'anyone',
      input: tokenRequestSchema,
      output: tokenResponseSchema,
      handle: devices.token,
    }),
  ];
}
