import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toAnalytics } from '../../../cloud/fleet/analytics.ts';
import { quantileMs } from '../../../cloud/fleet/quantile.ts';
import type { CountSums } from '../../../cloud/fleet/read-counts.ts';
import {
  type CountBucket,
  countBucketSchema,
  emptyHistogram,
  HISTOGRAM_BOUNDS_MS,
  observeMs,
  visitBandOf,
} from '../../../core/contract/fleet-counts.ts';
import type { AnalyticsView } from '../../../core/contract/operator-analytics.ts';
import { startTestCloud, type TestCloud } from '../cloud-client.ts';
import { TEST_DATABASES } from '../databases.ts';
import { FAST, type OperatorClient, setUpOperator } from '../operators/operator-client.ts';
import { bucketOf, enrolTestKiosk, type TestKiosk, visitsOf } from './fleet-client.ts';

const NOW = Date.parse('2026-11-22T14:30:00Z');
const DAYS = 'from=2026-11-22&to=2026-11-22';

for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`counts over ${database.name}`, () => {
    let at: TestCloud;
    let close = () => Promise.resolve();
    let admin: OperatorClient;
    let [lobby, tower]: TestKiosk[] = [];
    beforeAll(async () => {
      const server = await database.start();
      at = await startTestCloud({ database: await server.create(), wallMs: () => NOW, passwordCost: FAST });
      close = async () => {
        await at.close();
        await server.stop();
      };
      ({ client: admin } = await setUpOperator(at, { tenant: 'house', name: 'Ada', role: 'admin', nowMs: NOW }));
      [lobby, tower] = [await enrolTestKiosk(at, 'house', 'Lobby'), await enrolTestKiosk(at, 'house', 'Tower')];
    }, 60_000);
    afterAll(() => close());
    const ask = async (query = DAYS): Promise<AnalyticsView> => {
      const { status, body } = await admin.call(`analytics?${query}`);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body;
    };
    const send = async (kiosk: TestKiosk | undefined, counts: CountBucket[]) =>
      expect((await kiosk?.beat({}, { counts }))?.status).toBe(200);

    it('a bucket replaces what was there, so that one sent twice, or grown, is counted once', async () => {
      const grown = (asked: number) =>
        bucketOf(
          { hour: '2026-11-22T09', asked, answered: asked, visits: [visitsOf('1', asked, asked, 0, 900)] },
          ...Array<number>(asked).fill(700),
        );
      await send(lobby, [grown(5)]);
      await send(lobby, [grown(5)]);
      await send(lobby, [grown(8)]);
      const { totals, kiosks, visits, voiceToVoice } = await ask();
      expect([totals.asked, totals.sessions, kiosks]).toEqual([8, 8, 1]);
      expect(visits).toMatchObject([{ band: '1', sessions: 8, resolved: 8 }]);
      expect(voiceToVoice).toEqual({ p50Ms: 650, p95Ms: 695 });
      // What was counted wrongly and is sent right is right.
      await send(lobby, [bucketOf({ hour: '2026-11-22T09', asked: 6, answered: 6 })]);
      expect((await ask()).totals).toMatchObject({ asked: 6, sessions: 0 });
    });

    it('topics and languages that a kiosk makes up are no more rows than can be worked with', async () => {
      const made = (i: number) =>
        bucketOf({
          hour: `2026-11-05T0${i % 2}`,
          topic: `made-up-${i}`,
          language: `x${'abcdefghij'[i % 10]}-${100 + (i % 99)}`,
          asked: 9,
          answered: 9,
        });
      await send(
        lobby,
        Array.from({ length: 300 }, (_, i) => made(i)),
      );
      await send(lobby, [bucketOf({ hour: '2026-11-05T03', topic: 'menu', language: 'en', asked: 50, answered: 50 })]);
      for (const of of ['', `&kiosk=${lobby?.id}`]) {
        const { totals, topics, languages } = await ask(`from=2026-11-05&to=2026-11-05${of}`);
        expect([totals.asked, topics.length, languages.length]).toEqual([2750, 121, 61]);
        expect([topics.find(({ topic }) => topic === 'menu')?.asked, topics[0]]).toMatchObject([50, { topic: 'other', asked: 9 * 181 }]);
      }
    });

    it('of two of one bucket in one heartbeat the later counts', async () => {
      const twice = (asked: number) =>
        bucketOf({ hour: '2026-11-20T09', asked, answered: asked, visits: [visitsOf('2', asked, asked, 0, 900)] });
      await send(lobby, [twice(7), twice(9)]);
      expect((await ask('from=2026-11-20&to=2026-11-20')).totals).toMatchObject({ asked: 9, sessions: 9 });
    });

    it('sums kiosks, by topic, hour, day, language and visit; by group and kiosk where that is asked', async () => {
      const many = (hour: string, topic: string, language: string) =>
        bucketOf({ hour, topic, language, asked: 20, answered: 14, unanswered: 6, handOffs: 5, followUps: 7, threadsClosed: 9 });
      await send(lobby, [
        many('2026-11-22T10', 'directions', 'en'),
        many('2026-11-22T11', 'menu', 'de'),
        many('2026-11-21T10', 'menu', 'de'),
      ]);
      await send(tower, [many('2026-11-22T10', 'directions', 'en')]);
      const view = await ask();
      expect(view.topics.map(({ topic, asked, unanswered }) => [topic, asked, unanswered])).toEqual([
        ['directions', 40, 12],
        ['menu', 20, 6],
        ['opening_hours', 6, 0],
      ]);
      expect(view.totals).toMatchObject({ asked: 66, answered: 48, unanswered: 18, handOffs: 15, followUps: 21, threadsClosed: 27 });
      expect(view.hours.slice(9, 12)).toEqual([6, 40, 20]);
      expect(view.topics[0]?.hours[10]).toBe(40);
      expect(view.languages).toEqual([
        { language: 'en', asked: 46 },
        { language: 'de', asked: 20 },
      ]);
      expect(view.totals.repeatContacts).toBeCloseTo(21 / 66);
      expect((await ask('from=2026-11-21&to=2026-11-22')).days).toEqual([
        { day: '2026-11-21', asked: 20, unanswered: 6 },
        { day: '2026-11-22', asked: 66, unanswered: 18 },
      ]);
      expect((await ask(`${DAYS}&kiosk=${tower?.id}`)).totals.asked).toBe(20);
      await admin.call('groups', { id: 'towers', name: 'Towers', channel: 'stable', window: { from: '01:00', to: '04:00' } });
      await admin.call('kiosks/group', { kiosk: tower?.id, group: 'towers' });
      expect((await ask(`${DAYS}&group=towers`)).totals.asked).toBe(20);
      expect((await ask('from=2026-10-01&to=2026-10-02')).totals).toMatchObject({ asked: 0, containment: null });
    });

    it('drops hours that cannot be, and more than an hour can hold, and takes the rest of the heartbeat', async () => {
      const kiosk = await enrolTestKiosk(at, 'demo', 'Odd');
      const { client } = await setUpOperator(at, { tenant: 'demo', name: 'Eve', role: 'viewer', nowMs: NOW });
      const hours = ['2026-12-31T09', '2026-01-01T09', '0001-01-01T00', '2026-11-31T10', '2026-11-22T09'];
      await send(
        kiosk,
        hours.map((hour) => bucketOf({ hour, asked: 10, answered: 10 })),
      );
      for (const part of ['a', 'b'])
        await send(
          kiosk,
          Array.from({ length: 150 }, (_, i) => bucketOf({ hour: '2026-11-22T12', topic: `${part}${i}`, asked: 1 })),
        );
      const { body } = await client.call('analytics?from=2026-01-01&to=2026-12-31');
      expect(body.totals.asked).toBe(10 + 200);
      expect(body.topics).toHaveLength(121);
    });

    it.each(['from=2026-11-22&to=2026-11-21', 'from=2024-01-01&to=2026-01-01', 'from=yesterday&to=today', 'from=2026-11-22'])(
      'refuses %s',
      async (query) => {
        expect(await admin.call(`analytics?${query}`)).toMatchObject({ status: 400 });
      },
    );
  });

describe('what an operator is shown', () => {
  const NO = { asked: 0, answered: 0, unanswered: 0, handOffs: 0, followUps: 0, threadsClosed: 0 };
  function view(given: Partial<CountSums>): AnalyticsView {
    const topics = given.topics ?? new Map();
    const asked = [...topics.values()].reduce((sum, one) => sum + one.asked, 0);
    return toAnalytics(
      { from: '2026-11-22', to: '2026-11-22' },
      {
        kiosks: 2,
        topics,
        grid: new Map([...topics].map(([topic, one]) => [topic, [one.asked, ...Array<number>(23).fill(0)]])),
        days: new Map([['2026-11-22', { asked, unanswered: 0 }]]),
        languages: new Map([['en', asked]]),
        visits: new Map(),
        voiceToVoice: emptyHistogram(),
        ...given,
      },
    );
  }
  const topic = (asked: number, rest: Partial<typeof NO> = {}) => ({ ...NO, asked, answered: asked, ...rest });

  it('a topic that few asked about is withheld, and so is another, so that the total does not tell it', () => {
    const { topics, totals } = view({
      topics: new Map([
        ['menu', topic(50)],
        ['first_aid', topic(3)],
        ['faq', topic(12)],
      ]),
    });
    expect(totals.asked).toBe(65);
    expect(topics.map(({ topic: name, asked }) => [name, asked])).toEqual([
      ['menu', 50],
      ['faq', null],
      ['first_aid', null],
    ]);
    expect(topics.find(({ topic: name }) => name === 'faq')?.hours[0]).toBeNull();
  });

  it('a part that leaves a small rest is withheld: 38 answered of 40 would tell of 2', () => {
    const { totals, topics } = view({ topics: new Map([['menu', topic(40, { answered: 38, unanswered: 0 })]]) });
    expect([totals.asked, totals.answered]).toEqual([40, null]);
    expect(topics[0]?.answered).toBeNull();
  });

  it('shares are of shown numbers only', () => {
    const visit = (sessions: number, resolved: number, handedOff: number) => ({
      sessions,
      resolved,
      handedOff,
      timeToAnswer: times(resolved, 1800),
    });
    const { visits, totals } = view({
      visits: new Map([
        ['1', visit(80, 40, 10)],
        ['2', visit(30, 24, 6)],
        ['3-5', visit(20, 17, 0)],
      ]),
    });
    expect(totals.resolvedAtFirstVisit).toBe(0.5);
    expect(totals.containment).toBeCloseTo(114 / 130);
    // 17 of 20 leaves 3; the other band has to hide it, and tells no share either.
    expect(visits.map(({ resolution }) => resolution)).toEqual([0.5, null, null]);
    expect(visits.map(({ timeToAnswer }) => timeToAnswer)).toEqual([{ p50Ms: 1750, p95Ms: 1975 }, null, null]);
  });

  it('latency of fewer than five turns is not told', () => {
    expect(view({ voiceToVoice: times(4, 700) }).voiceToVoice).toBeNull();
    expect(view({ voiceToVoice: times(5, 700) }).voiceToVoice).toEqual({ p50Ms: 650, p95Ms: 695 });
  });

  it('a kiosk that counts more answers than questions takes no numbers away', () => {
    expect(view({ topics: new Map([['menu', topic(10, { answered: 30 })]]) }).totals).toMatchObject({ asked: 10, answered: 30 });
  });

  it('is quick for a year of a large house', () => {
    const names = Array.from({ length: 60 }, (_, i) => `topic-${i}`);
    const topics = new Map(names.map((name, i) => [name, topic(i * 24 + 3)]));
    const grid = new Map(names.map((name, i) => [name, Array.from({ length: 24 }, (_, hour) => i + (hour === 9 ? 3 : 0))]));
    const days = new Map(
      Array.from({ length: 365 }, (_, i) => [new Date(NOW - i * 86_400_000).toISOString().slice(0, 10), { asked: i, unanswered: i % 7 }]),
    );
    expect(view({ topics, grid, days }).topics).toHaveLength(60);
  });
});

describe('quantiles', () => {
  it('are those of the measurements, to the width of a bucket', () => {
    const histogram = emptyHistogram();
    for (let ms = 1; ms <= 1000; ms++) observeMs(histogram, ms);
    expect([0.05, 0.5, 0.95].map((q) => quantileMs(histogram, q))).toEqual([50, 500, 950]);
    expect(quantileMs(emptyHistogram(), 0.5)).toBeNull();
  });

  it('what is beyond the last bound is told as the bound', () => {
    expect(quantileMs(times(6, 900_000), 0.5)).toBe(HISTOGRAM_BOUNDS_MS.at(-1));
  });
});

describe('a bucket', () => {
  it.each([
    ['words for a topic', { topic: 'where is the bar' }],
    ['an impossible hour', { hour: '2026-11-22T24' }],
    ['a half', { asked: 0.5 }],
    ['a short histogram', { voiceToVoiceMs: [1, 2] }],
    ['a band twice', { visits: [visitsOf('2', 6, 6, 0, 1), visitsOf('2', 6, 6, 0, 1)] }],
    ['more resolved than there were', { visits: [{ ...visitsOf('2', 1, 1, 0, 1), resolved: 2 }] }],
    ['anything else', { said: 'my name is Ada' }],
  ])('holds no %s', (_what, wrong) => {
    expect(countBucketSchema.safeParse({ ...bucketOf({ hour: '2026-11-22T14' }), ...wrong }).success).toBe(false);
  });

  it('visits are told in bands', () => {
    expect([null, 0, 1, 2, 3, 5, 6, 90].map(visitBandOf)).toEqual(['unknown', 'unknown', '1', '2', '3-5', '3-5', '6+', '6+']);
  });
});

function times(n: number, ms: number) {
  const histogram = emptyHistogram();
  for (let i = 0; i < n; i++) observeMs(histogram, ms);
  return histogram;
}
