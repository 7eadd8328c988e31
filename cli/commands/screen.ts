import type { Command } from 'commander';

interface ScreenOptions {
  readonly url: string;
  readonly chromium?: string;
  readonly profile?: string;
}

export function registerScreen(program: Command): void {
  program
    .command('screen')
    .description("keeps a Chromium on a kiosk's page: started again when it ends, and when its page crashed or hangs")
    .option('--url <address>', 'of the kiosk on this machine; FOYER_WEB_TOKEN, where it is set, lets the page in', 'http://127.0.0.1:4310/')
    .option('--chromium <file>', 'the browser (default: FOYER_CHROMIUM, else the one in the PATH)')
    .option('--profile <dir>', "the browser's own folder (default: a new one, removed at the end)")
    .argument('[flags...]', 'for Chromium, after --')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- screen --url http://127.0.0.1:4310/ -- --ozone-platform=wayland')
    .action(runScreen);
}

async function runScreen(flags: readonly string[], options: ScreenOptions): Promise<void> {
  const { createLog } = await import('../../host/log.ts');
  const { createSystemClock } = await import('../../host/system.ts');
  const { findChromium } = await import('../../web/screen/find-chromium.ts');
  const { launchChromium } = await import('../../web/screen/chromium-screen.ts');
  const { launchOnceAdmitted } = await import('../../web/screen/launch-once-admitted.ts');
  const { createLook } = await import('../../web/screen/look-at-screen.ts');
  const { createScreenSupervisor } = await import('../../web/screen/screen-supervisor.ts');
  const { profileFolder } = await import('../../web/screen/profile-folder.ts');
  const { printNote } = await import('../output.ts');

  const executable = findChromium(options.chromium ?? process.env.FOYER_CHROMIUM, process.env.PATH);
  const { look, pageUrl } = createLook({ url: options.url, token: process.env.FOYER_WEB_TOKEN });
  const profile = profileFolder(options.profile);
  const log = createLog({ level: process.env.FOYER_LOG_LEVEL ?? 'info' });
  const clock = createSystemClock();
  const launch = (url: string) => launchChromium({ executable, url, profileDir: profile.path, flags, env: process.env });
  const supervisor = createScreenSupervisor({
    launch: () => launchOnceAdmitted({ pageUrl, launch, clock, log }),
    look,
    clock,
    log,
    random: Math.random,
  });
  printNote(`${executable} is kept on ${new URL(options.url).origin}. Ctrl-C ends it.`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await supervisor.close();
  profile.close();
}
