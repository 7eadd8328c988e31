import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configSchema } from '../../core/contract/index.ts';
import { createWebServer, type WebServer } from '../../web/web-server.ts';
import { createKioskHarness } from '../core/kiosk/kiosk-harness.ts';
import { createRecordingLog } from '../fakes/plain.ts';

const staticDir = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const executablePath = process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium';
const possible = existsSync(executablePath) && existsSync(`${staticDir}/index.html`);

// Skipped without a Chromium or without the built screen; `npm test` sees to both.
describe.skipIf(!possible)('the built screen in a real browser', () => {
  let browser: Browser;
  let server: WebServer;
  beforeAll(async () => {
    const { kiosk } = createKioskHarness();
    server = await createWebServer({ host: kiosk, config: configSchema.parse({ web: { port: 0 } }), staticDir, log: createRecordingLog() });
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens an address and gathers what the page complained about. */
  async function open(url: string) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    const firstFrame = Promise.withResolvers<string>();
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => firstFrame.resolve(String(payload))));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText}`));
    await page.goto(url);
    return { page, context, complaints, firstFrame: firstFrame.promise };
  }

  test('comes up, reaches the kiosk and breaks no rule of its policy', async () => {
    const { page, context, complaints, firstFrame } = await open(server.url);
    expect(await firstFrame).toContain('"type":"welcome"');
    expect(page.url()).toBe(`${server.origin}/`);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the staff screen too', async () => {
    const { page, context, complaints } = await open(server.url.replace('/?', '/staff?'));
    expect(page.url()).toBe(`${server.origin}/staff`);
    await page.waitForSelector('#root > *, main, body > div > *');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('runs no script and reaches no server but ours', async () => {
    const { page, context, complaints } = await open(server.url);
    const reached = await page.evaluate(async () => {
      const outcome = { inline: false, fetched: false };
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      outcome.inline = 'injected' in window;
      outcome.fetched = await fetch('http://127.0.0.1:9/').then(
        () => true,
        () => false,
      );
      return outcome;
    });
    expect(reached).toEqual({ inline: false, fetched: false });
    expect(complaints.join('\n')).toContain('Content Security Policy');
    await context.close();
  });

  test('another site in the same browser gets nowhere', async () => {
    const { context } = await open(server.url);
    const other = await createOtherSite();
    const page = await context.newPage();
    await page.goto(other.url);
    const outcome = await page.evaluate(async (origin) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/kiosk`);
      const opened = await new Promise((resolve) => {
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      });
      const read = await fetch(`${origin}/`, { credentials: 'include' }).then(
        () => true,
        () => false,
      );
      const frame = document.createElement('iframe');
      frame.src = `${origin}/`;
      document.body.append(frame);
      await new Promise((resolve) => {
        frame.onload = resolve;
      });
      return { opened, read };
    }, server.origin);
    expect(outcome).toEqual({ opened: false, read: false });
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    expect(await framed?.evaluate(() => document.title).catch(() => '')).not.toBe('Foyer');
    await context.close();
    await other.close();
  });
});

/** A page of somebody else, on this machine. */
async function createOtherSite() {
  const { createServer } = await import('node:http');
  const site = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><body>other'));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise<void>((resolve) => site.close(() => resolve())),
  };
}
