import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chromiumProcesses } from './support/chromium-processes.ts';
import { noChromium } from './support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startFoyer, startKiosk } from './support/kiosk-process.ts';

const TOKEN = 'screen-test-0123456789';
const NET_LOG = 'net-log.json';
const screenSchema = z.object({ seenMs: z.number().nullable(), connected: z.number() });

/** `foyer screen` and `foyer kiosk` as their units start them, and what happens to them. */
describe.skipIf(noChromium !== null)(`the screen${noChromium === null ? '' : ` (skipped: ${noChromium})`}`, () => {
  const profile = newDataDir();
  let kiosk: RunningProcess;
  let screen: RunningProcess;
  let origin = '';

  beforeAll(async () => {
    kiosk = await startKiosk({ env: { FOYER_WEB_TOKEN: TOKEN } });
    origin = new URL(kiosk.url).origin;
    const flags = ['--headless', '--disable-gpu', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
    flags.push(`--log-net-log=${join(profile, NET_LOG)}`);
    if (process.getuid?.() === 0) flags.push('--no-sandbox');
    const args = ['screen', '--url', `${origin}/`, '--profile', profile, '--chromium', process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium'];
    // Where Chromium keeps reports of crashes unless it is told otherwise.
    const env = { FOYER_WEB_TOKEN: TOKEN, XDG_CONFIG_HOME: join(profile, 'config') };
    screen = startFoyer([...args, '--', ...flags], profile, env);
  });
  afterAll(async () => {
    await screen?.stop();
    await kiosk?.stop();
    for (const dir of [profile, kiosk?.dataDir]) if (dir !== undefined) removeDir(dir);
  });

  const state = async () => screenSchema.parse(await (await fetch(`${origin}/screen`)).json());
  const isUp = () =>
    expect
      .poll(async () => state().then(({ seenMs, connected }) => connected > 0 && seenMs !== null && seenMs < 3000), {
        timeout: 60_000,
        interval: 250,
      })
      .toBe(true);
  const ended = (times: number) =>
    expect.poll(() => screen.output().match(/screen\.ended/g)?.length ?? 0, { timeout: 60_000, interval: 250 }).toBe(times);

  it('tells no other user of the machine the secret of its address', async () => {
    await isUp();
    const all = ['browser', 'renderer', 'gpu-process', 'utility'].flatMap((type) =>
      chromiumProcesses(profile, type === 'browser' ? null : type),
    );
    expect(all.length).toBeGreaterThan(1);
    const seen = all.map((pid) => ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8')).join());
    expect(seen.join()).toContain(`--app=${origin}/?t=`);
    expect(seen.filter((text) => text.includes(TOKEN))).toEqual([]);
  });

  it('whose page crashes is there again', async () => {
    await isUp();
    for (const pid of chromiumProcesses(profile, 'renderer')) process.kill(pid, 'SIGSEGV');
    await ended(1);
    expect(screen.output()).toMatch(/"why":"gone"/);
    await isUp();
  });

  it('keeps no report of a crash, which would hold what was on the screen', () => {
    const files = readdirSync(profile, { recursive: true, encoding: 'utf8' });
    expect(files.some((name) => name.includes('no-crash-reports'))).toBe(true);
    expect(files.filter((name) => name.endsWith('.dmp'))).toEqual([]);
  });

  it('whose browser ends is there again', async () => {
    const [browser] = chromiumProcesses(profile, null);
    process.kill(browser ?? -1, 'SIGKILL');
    await ended(2);
    await isUp();
  });

  it('tells nobody from elsewhere how it is', async () => {
    const answer = await fetch(`${origin}/screen`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(answer.status).toBe(401);
    expect((await fetch(`${origin}/alive`, { method: 'POST' })).status).toBe(401);
  });

  it('leaves no browser behind when it is stopped', async () => {
    await screen.stop();
    expect(chromiumProcesses(profile, 'renderer')).toEqual([]);
    expect(chromiumProcesses(profile, null)).toEqual([]);
  });

  it('has looked for nobody but its kiosk', () => {
    // What was resolved has its scheme before it; "~notfound" is what every other name was made into.
    const resolved = [...readFileSync(join(profile, NET_LOG), 'utf8').matchAll(/"host":"(https?:\/\/[^"]*)"/g)].map(([, host]) => host);
    expect(resolved).toContain(origin);
    expect(resolved.filter((host) => host !== origin && !host?.endsWith('://~notfound'))).toEqual([]);
  });
});
