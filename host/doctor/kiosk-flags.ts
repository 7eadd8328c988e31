import { join } from 'node:path';
import type { Check } from '../../core/contract/index.ts';
import { namesIn } from './camera.ts';
import { type DoctorContext, ok, type Probe, warn } from './check.ts';
import { read } from './machine.ts';

export const kioskFlagsProbe: Probe = {
  name: 'kiosk flags',
  run(context) {
    if (context.platform !== 'linux')
      return [warn('kiosk flags', 'cannot be asked here', 'Go through docs/lockdown.md for this system, point by point.')];
    return [policy(context), ...service(context)];
  },
};

const POLICY_FOLDERS = ['/etc/chromium/policies/managed', '/etc/opt/chrome/policies/managed'];

/** The policy that keeps the browser on the kiosk's page, and lets that page hear. */
function policy({ root, config }: DoctorContext): Check {
  const remedy = 'Install deploy/linux/chromium-policy.json as docs/lockdown.md says, with the address of this kiosk.';
  const policies = POLICY_FOLDERS.flatMap((folder) =>
    namesIn(join(root, folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => parse(read(join(root, folder, name)))),
  );
  const merged: Record<string, unknown> = Object.assign({}, ...policies);
  if (policies.length === 0) return warn('browser policy', 'none: guests could leave the page, and the microphone asks first', remedy);
  const origin = `http://127.0.0.1:${config.web.port}`;
  const missing = [
    ...(list(merged.URLBlocklist).includes('*') ? [] : ['URLBlocklist "*"']),
    ...(list(merged.URLAllowlist).some((entry) => entry.startsWith(origin)) ? [] : [`URLAllowlist ${origin}`]),
    ...(list(merged.AudioCaptureAllowedUrls).includes(origin) ? [] : [`AudioCaptureAllowedUrls ${origin}`]),
    ...(merged.DeveloperToolsAvailability === 2 ? [] : ['DeveloperToolsAvailability 2']),
  ];
  return missing.length === 0
    ? ok('browser policy', `the browser stays on ${origin}`)
    : warn('browser policy', `it lacks ${missing.join(', ')}`, remedy);
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** The units that start kiosk and screen after a power cut, of either shell; the first is the one that is watched. */
const SETS = [['foyer-shell.service'], ['foyer.service', 'foyer-screen.service']] as const;

/** Whether something starts the kiosk and its screen after a power cut, and watches it. */
function service({ root }: DoctorContext): readonly Check[] {
  const wants = namesIn(join(root, '/etc/systemd/system/multi-user.target.wants'));
  const enabled = SETS.find((units) => units.every((unit) => wants.includes(unit)));
  if (enabled === undefined) {
    const missing = SETS[1].filter((unit) => !wants.includes(unit));
    const remedy = 'Install the units of deploy/linux and run systemctl enable foyer foyer-screen (docs/lockdown.md).';
    return [warn('start at power on', `${missing.join(' and ')} not enabled`, remedy)];
  }
  const unit = read(join(root, '/etc/systemd/system', enabled[0]));
  const watched = /^WatchdogSec=\d/m.test(unit) && /^Restart=always$/m.test(unit);
  return [
    ok('start at power on', enabled.join(' and ')),
    watched
      ? ok('watchdog', 'systemd starts the kiosk again when it ends or hangs')
      : warn('watchdog', `${enabled[0]} lacks Restart=always or WatchdogSec`, 'Take the unit as it is in deploy/linux.'),
  ];
}
