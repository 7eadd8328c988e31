import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScreenProcess } from './screen-supervisor.ts';

export interface ChromiumScreenOptions {
  readonly executable: string;
  readonly url: string;
  /** Folder of its own, emptied by whoever owns it. */
  readonly profileDir: string;
  /** After all others: --headless, --ozone-platform=wayland. */
  readonly flags?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
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
  // On Linux: the voices of speech-dispatcher, for languages that the kiosk itself does not speak.
  '--enable-speech-dispatcher',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--no-pings',
  '--disable-sync',
  '--disable-translate',
  // A window that Chromium takes for covered is still the kiosk's screen.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // Whatever else it would like to tell or fetch, by itself or for a page: it finds nobody but this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
  '--disable-features=Translate,TranslateUI,OverscrollHistoryNavigation',
];

/** A window that has no page yet has the colour of GTK's theme, which is nearly white: a flash in a dark lobby. */
const DARK = 'Adwaita:dark';

/** One Chromium on the kiosk's page, in a process group of its own so that none of its processes is left behind. */
export function launchChromium({
  executable,
  url,
  profileDir,
  env,
  flags = [],
  killWithinMs = 5000,
}: ChromiumScreenOptions): ScreenProcess {
  const args = [...KIOSK_FLAGS, `--user-data-dir=${profileDir}`, ...flags, `--app=${url}`];
  const { FOYER_WEB_TOKEN: _secret, ...others } = env;
  const BREAKPAD_DUMP_LOCATION = withoutCrashReports(profileDir);
  const child = spawn(executable, args, { stdio: 'ignore', detached: true, env: { GTK_THEME: DARK, ...others, BREAKPAD_DUMP_LOCATION } });
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

/** What crashpad makes in the folder of its reports. */
const REPORTS = ['new', 'pending', 'completed'];

/**
 * A report of a crash is a copy of what was in memory, a guest's words among it, and no flag keeps Chromium from writing one
 * (--disable-breakpad is for those it would send). So plain files stand where it would make its folders, and it gives up.
 */
function withoutCrashReports(profileDir: string): string {
  const folder = join(profileDir, 'no-crash-reports');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of REPORTS) writeFileSync(join(folder, name), '');
  return folder;
}
