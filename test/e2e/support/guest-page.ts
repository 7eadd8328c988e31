import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { decodeToScreen, type ToScreen } from '../../../core/contract/index.ts';

const EXECUTABLE = process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium';
const ARTEFACTS = fileURLToPath(new URL('../../../.artefacts/e2e', import.meta.url));

/** FOYER_PICTURES=1: what the tests photograph is kept, for who wants to look at it. */
export const pictures = process.env.FOYER_PICTURES !== undefined;
/** A busy machine takes long over what an idle one does at once. */
const PATIENCE_MS = 60_000;

/** Why there is no browser to drive; null when there is one. */
export const noChromium: string | null = existsSync(EXECUTABLE) ? null : `no Chromium at ${EXECUTABLE} (set FOYER_CHROMIUM)`;

export interface GuestPageOptions {
  /** What the fake microphone plays, once, from when the page opens it. */
  readonly audioFile?: string;
  /** What the fake camera shows, over and over. */
  readonly videoFile?: string;
  readonly microphone?: 'granted' | 'denied' | 'absent';
  readonly orientation?: 'portrait' | 'landscape';
  /** Instead of a kiosk's 1920 x 1080, or 1080 x 1920. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
}

export interface GuestPage {
  readonly page: Page;
  /** What the page complained about: script errors, policy violations, failed requests. */
  readonly complaints: readonly string[];
  part(testId: string): Locator;
  /** The kiosk's captions, once its answer is complete. */
  answer(containing: RegExp): Promise<string>;
  /** JSON messages the kiosk has sent to this page so far, oldest first. */
  kioskMessages(): ToScreen[];
  /** Proof that sound is really rendered: the loudest sample that reached the loudspeaker so far. */
  loudestSample(): Promise<number>;
  /** Waits until what comes in with a movement has arrived. */
  settle(): Promise<void>;
  /** Keeps a picture of the page where pictures are wanted (FOYER_PICTURES=1). */
  photograph(name: string, of?: Page): Promise<void>;
  /** Ends the session, so that the next test finds a free kiosk, and closes the browser. On a staff page there is none. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** A guest's screen: the kiosk's page in a real Chromium, started with the flags of a kiosk. */
export async function openGuestPage(url: string, options: GuestPageOptions = {}): Promise<GuestPage> {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, headless: true, args: flags(options) });
  const portrait = options.orientation === 'portrait';
  const context = await browser.newContext({
    viewport: options.size ?? (portrait ? { width: 1080, height: 1920 } : { width: 1920, height: 1080 }),
    hasTouch: true,
    locale: 'en-GB',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const messages: ToScreen[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const decoded = typeof payload === 'string' ? decodeToScreen(payload) : null;
      if (decoded?.ok) messages.push(decoded.message);
    }),
  );
  await page.addInitScript(tapLoudspeaker);
  await page.goto(url);
  return describe(browser, page, complaints, messages);
}

/** Signs in on a staff page; the first time that sets the PIN, which is typed twice. */
export async function signInStaff(page: Page, pin: string): Promise<void> {
  const fields = page.getByTestId('staff-pin');
  // Until the kiosk has answered, the page does not know whether a PIN is set, and cannot send one.
  await page.locator('[data-testid="staff-sign-in"]:enabled').waitFor();
  for (const field of await fields.all()) await field.fill(pin);
  await page.keyboard.press('Enter');
}

/**
 * Runs in the page before its own scripts: a second ear on everything that is connected to the loudspeaker. Web Audio
 * alone knows what is really rendered.
 */
function tapLoudspeaker(): void {
  const state = { loudest: 0 };
  Object.assign(globalThis, { loudspeaker: state });
  const connect = AudioNode.prototype.connect;
  const tapped = new WeakSet<AudioNode>();
  AudioNode.prototype.connect = function (this: AudioNode, ...args: Parameters<typeof connect>) {
    const [target] = args;
    if (target instanceof AudioDestinationNode && !tapped.has(this)) {
      tapped.add(this);
      const analyser = new AnalyserNode(this.context, { fftSize: 2048 });
      (connect as (this: AudioNode, target: AudioNode) => AudioNode).call(this, analyser);
      const samples = new Float32Array(analyser.fftSize);
      setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        for (const sample of samples) state.loudest = Math.max(state.loudest, Math.abs(sample));
      }, 40);
    }
    return connect.apply(this, args);
  } as typeof connect;
}

function describe(browser: Browser, page: Page, complaints: string[], messages: ToScreen[]): GuestPage {
  return {
    page,
    complaints,
    part: (testId) => page.getByTestId(testId),
    async answer(containing) {
      const captions = page.getByTestId('captions-kiosk');
      await captions.filter({ hasText: containing }).first().waitFor();
      return (await captions.first().innerText()).replaceAll(/\s+/g, ' ');
    },
    kioskMessages: () => [...messages],
    loudestSample: () => page.evaluate(() => (globalThis as unknown as { loudspeaker: { loudest: number } }).loudspeaker.loudest),
    settle: () => settle(page),
    async photograph(name, of = page) {
      if (!pictures) return;
      mkdirSync(ARTEFACTS, { recursive: true });
      await settle(of);
      await of.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
    },
    async leave() {
      try {
        await endSession(page);
      } finally {
        await browser.close();
      }
    },
    close: () => browser.close(),
  };
}

/** Endless movements, as the avatar's, are not waited for. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
    await Promise.race([Promise.allSettled(ending.map((animation) => animation.finished)), new Promise((done) => setTimeout(done, 3000))]);
  });
}

const ONE_TRY = { timeout: 10_000 };
const notThere = () => undefined;

/** The kiosk keeps a session for a screen that comes back: it is over when the page shows so, not when the browser is gone. */
async function endSession(page: Page): Promise<void> {
  const talk = page.locator('.screen[data-screen="talk"]');
  if ((await talk.count()) === 0) return;
  await page.bringToFront();
  const dialogs = page.locator('dialog[open]');
  for (let i = 0; i < 4 && (await dialogs.count()) > 0; i++) {
    await page.keyboard.press('Escape');
    await dialogs
      .first()
      .waitFor({ state: 'detached', timeout: 2000 })
      .catch(() => undefined);
  }
  const startOver = page.getByTestId('start-over').first();
  // Where there is little room, it is among what makes the kiosk easier to use.
  if (!(await startOver.isVisible())) await talk.getByTestId('access-open').first().click(ONE_TRY).catch(notThere);
  // It may just have ended by itself.
  await startOver.click(ONE_TRY).catch(notThere);
  await page.getByTestId('attract').waitFor();
}

function flags({ audioFile, videoFile, microphone = 'granted' }: GuestPageOptions): string[] {
  const args = [
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
    `--use-fake-ui-for-media-stream${microphone === 'denied' ? '=deny' : ''}`,
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (microphone !== 'absent') args.push('--use-fake-device-for-media-stream');
  if (audioFile !== undefined) args.push(`--use-file-for-fake-audio-capture=${audioFile}%noloop`);
  if (videoFile !== undefined) args.push(`--use-file-for-fake-video-capture=${videoFile}`);
  return args;
}
