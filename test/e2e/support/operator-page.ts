import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, type CDPSession, chromium, type Locator, type Page } from 'playwright-core';
import { pictures } from './guest-page.ts';

const EXECUTABLE = process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium';
const ARTEFACTS = join('.artefacts', 'e2e');
const AXE = fileURLToPath(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url));

export interface OperatorPage {
  readonly page: Page;
  /** What the page complained about: script errors, policy violations. Refused requests, which the tests make, are not. */
  readonly complaints: readonly string[];
  part(testId: string): Locator;
  /** Findings of axe-core, one line each. */
  audit(): Promise<string[]>;
  photograph(name: string): Promise<void>;
  /** A device that holds passkeys and whose owner is always there, by Chromium's own virtual authenticator. */
  addAuthenticator(): Promise<void>;
  close(): Promise<void>;
}

/** The operator page in a real Chromium, in its own profile. */
export async function openOperatorPage(
  url: string,
  options: {
    readonly dark?: boolean;
    readonly locale?: string /** So that the test can move the page's time. */;
    readonly clock?: boolean;
  } = {},
): Promise<OperatorPage> {
  const browser: Browser = await chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
  });
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: options.locale ?? 'en-GB',
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  if (options.clock) await page.clock.install();
  await page.goto(url);
  let devtools: CDPSession | null = null;
  return {
    page,
    complaints,
    part: (testId) => page.getByTestId(testId),
    async audit() {
      await page.evaluate(readFileSync(AXE, 'utf8'));
      // Half-way through a change of colour nothing has the contrast it will have.
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
      const results = (await page.evaluate(() => {
        const { axe } = globalThis as unknown as { readonly axe: { run(options: object): Promise<AxeResults> } };
        return axe.run({ resultTypes: ['violations'] });
      })) as AxeResults;
      return results.violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 4).map((node) => `axe ${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? node.failureSummary ?? ''}`),
      );
    },
    async photograph(name) {
      if (!pictures) return;
      mkdirSync(ARTEFACTS, { recursive: true });
      // The page scrolls within the window: a window as tall as all of it.
      const tall = await page.evaluate(() =>
        Math.max(900, ...[...document.querySelectorAll('.work, .door')].map((part) => part.scrollHeight)),
      );
      await page.setViewportSize({ width: 1440, height: tall });
      await page.screenshot({ path: join(ARTEFACTS, `operator-${name}.png`) });
      await page.setViewportSize({ width: 1440, height: 900 });
    },
    async addAuthenticator() {
      devtools ??= await page.context().newCDPSession(page);
      await devtools.send('WebAuthn.enable');
      await devtools.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          transport: 'internal',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      });
    },
    close: () => browser.close(),
  };
}
