import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { newDataDir, type RunningProcess, removeDir, startFoyer, startKiosk } from '../../e2e/support/kiosk-process.ts';
import { type Display, noDisplay, openDisplay } from './display.ts';
import { connectInspector, type Inspector } from './inspector.ts';

const TOKEN = 'faults-0123456789';
const FLAGS = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--enable-unsafe-swiftshader',
  '--force-prefers-reduced-motion',
  '--window-position=0,0',
  '--window-size=1280,720',
  '--remote-debugging-port=0',
];
const screenSchema = z.object({ seenMs: z.number().nullable(), connected: z.number() });
const targetsSchema = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }));

/** A kiosk, `foyer screen` and its Chromium, on a display that can be photographed where there is Xvfb. */
export interface OpenScreen {
  readonly kiosk: RunningProcess;
  readonly screen: RunningProcess;
  /** null: there is no Xvfb, and Chromium draws for nobody. */
  readonly display: Display | null;
  readonly profile: string;
  state(): Promise<z.infer<typeof screenSchema>>;
  /** The page has said within a moment that it works. */
  works(): Promise<boolean>;
  /** The debugger of the page that is shown now. */
  page(): Promise<Inspector>;
  close(): Promise<void>;
}

/** @param flags for Chromium besides */
export async function openScreen(flags: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<OpenScreen> {
  const [profile, picture] = [newDataDir(), newDataDir()];
  const display = noDisplay === null ? await openDisplay(picture) : null;
  const kiosk = await startKiosk({ env: { FOYER_WEB_TOKEN: TOKEN, ...env } });
  const { origin } = new URL(kiosk.url);
  const all = [...FLAGS, ...(display === null ? ['--headless'] : []), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags];
  const chromium = process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium';
  const args = ['screen', '--url', `${origin}/`, '--profile', profile, '--chromium', chromium, '--', ...all];
  const screen = startFoyer(args, profile, { FOYER_WEB_TOKEN: TOKEN, ...(display !== null && { DISPLAY: display.name }) });
  const state = async () => screenSchema.parse(await (await fetch(`${origin}/screen`)).json());
  return {
    ...{ kiosk, screen, display, profile, state },
    async works() {
      const { seenMs, connected } = await state();
      return connected > 0 && seenMs !== null && seenMs < 2500;
    },
    async page() {
      const [port = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
      const targets = targetsSchema.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
      return connectInspector(targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? '');
    },
    async close() {
      await screen.stop();
      await kiosk.stop();
      await display?.close();
      for (const dir of [profile, picture, kiosk.dataDir]) removeDir(dir);
    },
  };
}
