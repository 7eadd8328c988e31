import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync, strToU8 } from 'fflate';
import QRCode from 'qrcode';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { RouteView, VenueSummary } from '../../../core/contract/index.ts';
import { decodePhoneRoute, encodePhoneRoute, type PhoneRoute } from '../../../renderer/phone/phone-route.ts';
import { routeToPhone } from '../../../renderer/phone/route-to-phone.ts';

const ROUTE: PhoneRoute = {
  locale: 'de',
  venue: 'Hotel Laternenkai',
  title: 'Der Weg zu: Großer Saal',
  summary: 'etwa 2 Minuten zu Fuß, 90 m',
  floors: [
    {
      name: 'Erdgeschoss',
      outline: [
        [0, 0],
        [40.2, 0],
        [40.2, 20],
      ],
      way: [
        [-3, 4],
        [12.4, 4],
      ],
      steps: [
        { text: 'Gehen Sie nach rechts', metres: 15 },
        { text: 'Sie sind da', metres: 0 },
      ],
    },
  ],
};

const packed = (value: unknown) => Buffer.from(deflateSync(strToU8(JSON.stringify(value)))).toString('base64url');

describe('a way in a link', () => {
  it('comes out as it went in, in characters that a fragment may hold', () => {
    const fragment = encodePhoneRoute(ROUTE);
    expect(fragment).toMatch(/^[\w-]+$/);
    expect(decodePhoneRoute(fragment)).toEqual(ROUTE);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no deflate', 'AAAA'],
    ['cut off', encodePhoneRoute(ROUTE).slice(0, -8)],
    ['no JSON', Buffer.from(deflateSync(strToU8('{'))).toString('base64url')],
    ['another version', packed([2, 'en', 'v', 't', 's', []])],
    ['a language that is a script', packed([1, '"><script>', 'v', 't', 's', []])],
    ['a text without end', packed([1, 'en', 'v', 'x'.repeat(301), 's', []])],
    ['a point off the earth', packed([1, 'en', 'v', 't', 's', [['f', [1e9, 0], [], []]]])],
    ['a fraction', packed([1, 'en', 'v', 't', 's', [['f', [0.5, 0], [], []]]])],
    ['what unpacks to megabytes', packed(['x'.repeat(5_000_000)])],
  ])('refuses %s', (_what, fragment) => {
    expect(decodePhoneRoute(fragment)).toBeNull();
  });
});

const square = (size: number): [number, number][] =>
  Array.from({ length: 400 }, (_, i) => [size * Math.cos(i / 63.7), size * Math.sin(i / 63.7)]);

function venueOf(points: number): Pick<VenueSummary, 'name' | 'floors' | 'here'> {
  const outline = square(60).slice(0, points);
  return {
    name: 'Museum',
    floors: [{ id: 'g', name: 'Ground floor', level: 0, widthM: 120, heightM: 120, outline, areas: [] }],
    here: { placeId: 'k', name: 'Kiosk', floorId: 'g', at: [10, 10], headingDeg: 90 },
  };
}

function routeOf(steps: number): RouteView {
  return {
    fromName: 'Kiosk',
    toName: 'Café',
    stepFree: true,
    distanceM: 120,
    durationS: 100,
    legs: [
      {
        floorId: 'g',
        points: [
          [10, 10],
          [50, 10],
        ],
      },
    ],
    steps: Array.from({ length: steps }, (_, i) => ({
      text: `Step ${i}: turn left past the long gallery`,
      floorId: 'g',
      distanceM: i,
      icon: 'left',
    })),
  };
}

const PAGE = 'https://museum.example/way';
const texts = { locale: 'en', title: 'The way to Café', summary: 'about 2 minutes on foot, 120 m' };

describe('what a phone reads off the screen', () => {
  beforeAll(() => {
    const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
    prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });
  });

  it('is a link with the way in its fragment, turned as on the kiosk', async () => {
    const link = routeToPhone({ route: routeOf(5), venue: venueOf(40), ...texts, pageUrl: `${PAGE}#old` });
    const png = await QRCode.toBuffer(link, { errorCorrectionLevel: 'L', scale: 4 });
    const [read] = await readBarcodes(new Blob([new Uint8Array(png)]));
    expect(read?.text).toBe(link);
    expect(link.startsWith(`${PAGE}#`)).toBe(true);
    const route = decodePhoneRoute(link.slice(PAGE.length + 1));
    expect(route?.floors[0]?.steps).toHaveLength(5);
    // The guest faces east: what was to the east is up.
    const [start, end] = route?.floors[0]?.way ?? [];
    expect(end?.[0]).toBeCloseTo(start?.[0] ?? Number.NaN);
    expect(end?.[1]).toBeCloseTo((start?.[1] ?? 0) - 40);
  });

  it('gives up detail of the outline before it grows too fine for a camera', () => {
    const link = routeToPhone({ route: routeOf(18), venue: venueOf(400), ...texts, pageUrl: PAGE });
    expect(link.length).toBeLessThanOrEqual(1400);
    expect(decodePhoneRoute(link.slice(PAGE.length + 1))?.floors[0]?.steps).toHaveLength(18);
  });

  it('is the way in words where no page is published', () => {
    const words = routeToPhone({ route: routeOf(3), venue: venueOf(40), ...texts });
    expect(words.split('\n')).toEqual([
      'The way to Café (Museum)',
      'about 2 minutes on foot, 120 m',
      '1. Step 0: turn left past the long gallery',
      '2. Step 1: turn left past the long gallery',
      '3. Step 2: turn left past the long gallery',
    ]);
    expect(new TextEncoder().encode(routeToPhone({ route: routeOf(90), venue: venueOf(4), ...texts })).length).toBeLessThanOrEqual(1400);
  });
});
