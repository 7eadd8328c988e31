import { join } from 'node:path';
import { z } from 'zod';
import { type EndpointKeeps, endpointKeepsSchema } from '../../core/contract/cloud-config.ts';
import type { HeartbeatAnswer } from '../../core/contract/fleet.ts';
import type { Log } from '../../core/ports.ts';
import { createStateFile } from './state-file.ts';

const schema = z.object({
  /** As which the kiosk was enrolled. */
  device: z.string(),
  /** When the endpoint last took a heartbeat, by the kiosk's clock, milliseconds since 1970. */
  acceptedMs: z.number(),
  keeps: endpointKeepsSchema.nullable(),
});
/** What is known of the fleet's connection when the kiosk is not asked: DIR/fleet/link.json. */
export type FleetLink = z.infer<typeof schema>;

/** A disk is not worn out for it. */
export const LINK_WRITTEN_EVERY_MS = 5 * 60_000;

export interface LinkRecord {
  /** What the endpoint said last of how long it keeps things; null: nothing yet. */
  keeps(): EndpointKeeps | null;
  accepted(answer: Pick<HeartbeatAnswer, 'keeps'>): void;
}

export interface LinkRecordOptions {
  readonly dataDir: string;
  readonly device: string;
  readonly wallMs: () => number;
  readonly log: Pick<Log, 'error'>;
}

/** Keeps what the doctor and the privacy notice need of the endpoint across starts. A disk that takes nothing is said by others. */
export function openLinkRecord({ dataDir, device, wallMs, log }: LinkRecordOptions): LinkRecord {
  const file = linkFile(dataDir, log);
  let last = readFleetLink(dataDir, device, log);
  return {
    keeps: () => last?.keeps ?? null,
    accepted({ keeps = null }) {
      const [before, now] = [last, wallMs()];
      const isSame = before !== null && JSON.stringify(before.keeps) === JSON.stringify(keeps);
      if (isSame && Math.abs(now - before.acceptedMs) < LINK_WRITTEN_EVERY_MS) return;
      last = { device, acceptedMs: now, keeps };
      file.write(last);
    },
  };
}

/** null: none was ever taken of this enrolment. */
export function readFleetLink(dataDir: string, device: string, log: Pick<Log, 'error'>): FleetLink | null {
  const link = linkFile(dataDir, log).read();
  return link?.device === device ? link : null;
}

function linkFile(dataDir: string, log: Pick<Log, 'error'>) {
  return createStateFile<FleetLink | null>({ path: join(dataDir, 'fleet', 'link.json'), schema: schema.nullable(), empty: null, log });
}
