import { spawn } from 'node:child_process';
import type { ScreenProcess } from './screen-supervisor.ts';

export interface ChromiumScreenOptions {
  readonly executable: string;
  readonly url: string;
  /** Folder of its own, emptied by whoever owns it. */
  readonly profileDir: string;
  /** After all others: --headless, --ozone-platform=wayland. */
  readonly flags?: readonly string[];
  readonly killWithinMs?: number;
}

/** What a browser of a kiosk must not do; the policy in deploy/linux does the rest. */
const KIOSK_FLAGS = [
  '--kiosk',
  '--incognito',
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--disable-infobars',
  '--disable-session-crashed-bubble',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-translate',
  // A window that Chromium takes for covered is still the kiosk's screen.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-features=Translate,TranslateUI,OverscrollHistoryNavigation',
];

/** One Chromium on the kiosk's page, in a process group of its own so that none of its processes is left behind. */
export function launchChromium({ executable, url, profileDir, flags = [], killWithinMs = 5000 }: ChromiumScreenOptions): ScreenProcess {
  const args = [...KIOSK_FLAGS, `--user-data-dir=${profileDir}`, ...flags, `--app=${url}`];
  const child = spawn(executable, args, { stdio: 'ignore', detached: true });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It has ended meanwhile.
    }
  };
  return {
    ended,
    async kill() {
      signal('SIGTERM');
      const timer = setTimeout(() => signal('SIGKILL'), killWithinMs);
      await ended;
      clearTimeout(timer);
      signal('SIGKILL');
    },
  };
}
