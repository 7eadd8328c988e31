import type { CountBucket } from '../../../core/contract/fleet-counts.ts';
import type { TestCloud } from '../../cloud/cloud-client.ts';
import { bucketOf, enrolTestKiosk, type TestKiosk, visitsOf } from '../../cloud/fleet/fleet-client.ts';
import { seeded } from '../../support/random.ts';

const TOPICS = [
  ['directions', 30],
  ['opening_hours', 22],
  ['whats_on', 16],
  ['faq', 12],
  ['hotel_service', 8],
  ['report_lost', 4],
  ['emergency', 1],
] as const;
/** How busy a lobby is, by hour from 7 to 21. */
const BUSY = [2, 5, 8, 6, 5, 6, 7, 5, 4, 5, 7, 9, 6, 3, 1] as const;

export interface House {
  readonly well: TestKiosk;
  readonly silent: TestKiosk;
  readonly deaf: TestKiosk;
  readonly full: TestKiosk;
}

interface FurnishOptions {
  readonly tenant: string;
  readonly startMs: number;
  /** Sets the endpoint's clock. */
  readonly goTo: (ms: number) => void;
}

/** Kiosks of one house in every state, with what guests asked in six days. The clock is at `startMs` in the end. */
export async function furnishHouse(at: TestCloud, { tenant, startMs, goTo }: FurnishOptions): Promise<House> {
  const enrol = (name: string) => enrolTestKiosk(at, tenant, name);
  // One that has fallen silent; the others' access tokens are new.
  goTo(startMs - 47 * 60_000);
  const silent = await enrol('Garage, level -1');
  await silent.beat();
  goTo(startMs);
  const house = { well: await enrol('Lobby east'), silent, deaf: await enrol('Terrace'), full: await enrol('Ballroom foyer') };
  const lastTurnAt = new Date(startMs - 4 * 60_000).toISOString();
  for (const counts of batches(countsOf(6, startMs))) await house.well.beat({ lastTurnAt }, { counts });
  await house.deaf.beat({
    mic: 'denied',
    noiseRms: null,
    lastTurnAt,
    problems: [{ code: 'screen-absent', message: 'no guest screen is connected', sinceMs: 900_000 }],
  });
  await house.full.beat({ diskFreeBytes: 1_240_000_000, queueDepth: 731, temperatureC: 79, venueVersion: '2026-11-12' });
  return house;
}

function countsOf(days: number, nowMs: number): CountBucket[] {
  const random = seeded(7);
  const buckets: CountBucket[] = [];
  for (let day = 0; day < days; day++)
    for (const [slot, busy] of BUSY.entries())
      for (const [topic, weight] of TOPICS) {
        const date = new Date(nowMs - day * 86_400_000).toISOString().slice(0, 10);
        const asked = Math.round((busy * weight * (0.5 + random())) / 40);
        if (asked > 0) buckets.push(bucket(`${date}T${String(slot + 7).padStart(2, '0')}`, topic, asked, random()));
      }
  return buckets;
}

function bucket(hour: string, topic: string, asked: number, luck: number): CountBucket {
  const unanswered = luck > 0.8 ? 1 : 0;
  const half = Math.floor(asked / 2);
  return bucketOf(
    {
      hour,
      topic,
      language: luck > 0.6 ? 'de' : 'en',
      asked,
      answered: asked - unanswered,
      unanswered,
      handOffs: luck > 0.9 ? 1 : 0,
      followUps: luck < 0.2 ? 1 : 0,
      threadsClosed: luck < 0.1 ? 1 : 0,
      visits: [
        visitsOf('1', half, Math.floor(half * 0.7), 0, 9000),
        visitsOf('2', asked - half, Math.floor((asked - half) * 0.85), 0, 6500),
        visitsOf('3-5', luck > 0.5 ? 2 : 0, luck > 0.5 ? 2 : 0, 0, 4200),
      ],
    },
    ...Array.from({ length: asked }, (_, i) => 600 + 90 * i + 300 * luck),
  );
}

function* batches(buckets: readonly CountBucket[]): Generator<CountBucket[]> {
  for (let i = 0; i < buckets.length; i += 400) yield buckets.slice(i, i + 400);
}
