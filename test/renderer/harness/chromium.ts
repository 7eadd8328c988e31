import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';

/** A real Chromium on a page with the renderer's voice and camera modules, built and served as in production. */
const EXECUTABLE = process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium';

/** Why there is no browser to test with; null when there is one. */
export const noChromium: string | null = existsSync(EXECUTABLE) ? null : `no Chromium at ${EXECUTABLE} (set FOYER_CHROMIUM)`;

/** As strict as the kiosk's own: nothing inline, nothing from elsewhere, no blob: or data: scripts. */
const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "style-src 'self'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

export interface BuiltHarness {
  /** Opens a fresh browser. */
  open(options: OpenOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** WAV file played once into the fake microphone, from when it is opened. */
  readonly audioFile?: string;
  /** Y4M file looped into the fake camera. */
  readonly videoFile?: string;
  /** 'grant' answers every permission prompt with yes, 'deny' with no. Default 'grant'. */
  readonly permission?: 'grant' | 'deny';
  /** Fake devices at all? Default true. */
  readonly devices?: boolean;
  /** May audio play before the guest touched the page? Default true, as the kiosk's own flags have it. */
  readonly autoplay?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  /** Everything the page complained about: errors, refused requests, broken policy. */
  readonly complaints: readonly string[];
  /** Addresses requested outside the harness's own server. */
  readonly strangers: readonly string[];
  close(): Promise<void>;
}

export async function buildHarness(): Promise<BuiltHarness> {
  const outDir = mkdtempSync(join(tmpdir(), 'foyer-harness-'));
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, minify: false, target: 'es2024', reportCompressedSize: false },
  });
  const { server, url } = await serve(outDir);
  return {
    open: (options) => openPage(url, options),
    async close() {
      await new Promise((done) => server.close(done));
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

async function serve(directory: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://harness').pathname);
    const file = join(directory, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (body) => {
        response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': CSP });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the harness server has no port');
  return { server, url: `http://127.0.0.1:${address.port}/` };
}

async function openPage(url: string, options: OpenOptions): Promise<OpenPage> {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, headless: true, args: argumentsFor(options) });
  const context: BrowserContext = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => {
    // The missing favicon is no concern of ours.
    if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) strangers.push(request.url());
  });
  await page.goto(url);
  await page.waitForFunction(() => window.harness !== undefined);
  return { page, complaints, strangers, close: () => browser.close() };
}

function argumentsFor({ audioFile, videoFile, permission = 'grant', devices = true, autoplay = true }: OpenOptions): string[] {
  const args = [
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--autoplay-policy=${autoplay ? 'no-user-gesture-required' : 'document-user-activation-required'}`,
    `--use-fake-ui-for-media-stream${permission === 'deny' ? '=deny' : ''}`,
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (devices) args.push('--use-fake-device-for-media-stream');
  if (audioFile !== undefined) args.push(`--use-file-for-fake-audio-capture=${audioFile}%noloop`);
  if (videoFile !== undefined) args.push(`--use-file-for-fake-video-capture=${videoFile}`);
  return args;
}
