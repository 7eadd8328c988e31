import type { CDPSession, Page } from 'playwright-core';
import { type Gallery, noChromium, openGallery, VIEWS, type View } from '../renderer/screens/gallery.ts';
import { oneOf, readOptions, wholeNumber } from './support/options.ts';
import { machineLine, print, progress, table } from './support/report.ts';

/** What moves: nothing much, the face by itself, by the guest's voice, by its own, a map being drawn, a venue's model. */
const SCENES = {
  attract: 'state=attract',
  hearing: 'state=hearing',
  thinking: 'state=thinking',
  speaking: 'state=speaking&speak',
  route: 'state=route-two-floors',
  model: 'state=speaking&speak&model=/theme/tiny.vrm',
} as const;
type Scene = keyof typeof SCENES;

const FRAME_MS = 1000 / 60;
/** A picture that stood for so much longer than its turn: at least one was left out. */
const DROPPED_MS = 1.5 * FRAME_MS;
const BUCKETS_MS = [17.5, 25, 34, 50, 100] as const;
const WARM_UP_MS = 1500;

interface Measured {
  readonly frameMs: readonly number[];
  /** How often the mouth was drawn anew, a second. */
  readonly mouthHz: number;
  /** Milliseconds of the page's main thread in a second. */
  readonly cost: Readonly<Record<'task' | 'script' | 'style' | 'layout', number>>;
}

/** Frame times of the guest screens in a real Chromium. */
export async function run(args: readonly string[]): Promise<void> {
  if (noChromium !== null) throw new Error(noChromium);
  const options = readOptions(args, ['seconds', 'view', 'scene', 'motion']);
  const seconds = wholeNumber(options.seconds, 8, [1, 120]);
  const views =
    options.view === undefined ? (['landscape', 'portrait'] as const) : [oneOf(options.view, Object.keys(VIEWS) as View[], 'landscape')];
  const names = Object.keys(SCENES) as Scene[];
  const scenes = options.scene === undefined ? names : [oneOf(options.scene, names, 'attract')];
  const motion = oneOf(options.motion, ['full', 'reduce'] as const, 'full');
  const measured: [string, Measured][] = [];
  // WebGL alone needs graphics of some kind; all else is faster without a card that is none.
  const plain = scenes.filter((scene) => scene !== 'model');
  let version = '';
  for (const [graphics, some] of [
    ['none', plain],
    ['software', scenes.filter((scene) => scene === 'model')],
  ] as const) {
    if (some.length === 0) continue;
    const gallery = await openGallery(graphics);
    version = gallery.browser.version();
    try {
      for (const view of views)
        for (const scene of some) {
          progress(`${scene}, ${view}`);
          measured.push([`${scene} ${view}`, await measure(gallery, scene, view, motion, seconds)]);
        }
    } finally {
      gallery.close();
    }
  }
  print(`\nFrame times, ms, motion ${motion}; dropped: stood longer than ${DROPPED_MS.toFixed(0)} ms`);
  print(timesTable(measured));
  print('\nShare of frames by time, %');
  print(histogram(measured));
  print('\nMain thread, ms in a second; the rest of a frame is drawing, which no graphics card takes over here');
  print(costTable(measured));
  print(machineLine(version));
}

async function measure(gallery: Gallery, scene: Scene, view: View, motion: 'full' | 'reduce', seconds: number): Promise<Measured> {
  const page = await gallery.browser.newPage({ viewport: VIEWS[view], reducedMotion: motion === 'reduce' ? 'reduce' : 'no-preference' });
  try {
    if (scene === 'model') await serveModel(page);
    await page.goto(`${gallery.url}?${SCENES[scene]}`);
    await page.waitForSelector('html[data-ready="true"]', { state: 'attached' });
    if (scene === 'model') await page.waitForSelector('.avatar-model:is([data-state="shown"], [data-state="slow"])', { state: 'attached' });
    await page.waitForTimeout(scene === 'route' ? 0 : WARM_UP_MS);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const before = await metricsOf(session);
    const { frameMs, mouths } = await page.evaluate(countFrames, seconds * 1000);
    const after = await metricsOf(session);
    const per = (name: string) => (1000 * ((after[name] ?? 0) - (before[name] ?? 0))) / seconds;
    return {
      frameMs,
      mouthHz: mouths / seconds,
      cost: { task: per('TaskDuration'), script: per('ScriptDuration'), style: per('RecalcStyleDuration'), layout: per('LayoutDuration') },
    };
  } finally {
    await page.close();
  }
}

async function serveModel(page: Page): Promise<void> {
  const { tinyVrm } = await import('../renderer/avatar/tiny-vrm.ts');
  const isModel = ({ pathname }: URL) => pathname === '/theme/tiny.vrm';
  await page.route(isModel, (route) => route.fulfill({ body: tinyVrm() }));
}

/** Seconds since the page began, by kind of work. */
async function metricsOf(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Runs in the page. */
function countFrames(forMs: number): Promise<{ frameMs: number[]; mouths: number }> {
  return new Promise((done) => {
    const frameMs: number[] = [];
    let mouths = 0;
    const watch = new MutationObserver((changes) => {
      mouths += changes.length;
    });
    const mouth = document.querySelector('[data-part="mouth"]');
    if (mouth !== null) watch.observe(mouth, { attributes: true, attributeFilter: ['d'] });
    let beganMs: number | null = null;
    let lastMs = 0;
    const frame = (ms: number) => {
      if (beganMs === null) beganMs = ms;
      else frameMs.push(ms - lastMs);
      lastMs = ms;
      if (ms - beganMs < forMs) requestAnimationFrame(frame);
      else {
        watch.disconnect();
        done({ frameMs, mouths });
      }
    };
    requestAnimationFrame(frame);
  });
}

function timesTable(measured: readonly (readonly [string, Measured])[]): string {
  const row = ([name, { frameMs, mouthHz }]: readonly [string, Measured]) => {
    const sorted = [...frameMs].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0).toFixed(1);
    const total = frameMs.reduce((sum, ms) => sum + ms, 0);
    const dropped = frameMs.filter((ms) => ms > DROPPED_MS).length;
    const fps = ((1000 * frameMs.length) / Math.max(1, total)).toFixed(1);
    return [
      name,
      fps,
      at(0.5),
      at(0.95),
      at(0.99),
      at(1),
      `${((100 * dropped) / Math.max(1, frameMs.length)).toFixed(1)} %`,
      mouthHz.toFixed(0),
    ];
  };
  return table([['scene', 'fps', 'p50', 'p95', 'p99', 'max', 'dropped', 'mouth Hz'], ...measured.map(row)]);
}

function histogram(measured: readonly (readonly [string, Measured])[]): string {
  const head = ['scene', ...BUCKETS_MS.map((limit, i) => `${BUCKETS_MS[i - 1] ?? 0}–${limit}`), `>${BUCKETS_MS.at(-1)}`];
  const row = ([name, { frameMs }]: readonly [string, Measured]) => {
    const shares = [...BUCKETS_MS, Number.POSITIVE_INFINITY].map((limit, i) => {
      const from = BUCKETS_MS[i - 1] ?? 0;
      return ((100 * frameMs.filter((ms) => ms > from && ms <= limit).length) / Math.max(1, frameMs.length)).toFixed(0);
    });
    return [name, ...shares];
  };
  return table([head, ...measured.map(row)]);
}

function costTable(measured: readonly (readonly [string, Measured])[]): string {
  return table([
    ['scene', 'all', 'script', 'style', 'layout'],
    ...measured.map(([name, { cost }]) => [name, ...[cost.task, cost.script, cost.style, cost.layout].map((ms) => ms.toFixed(0))]),
  ]);
}
