import type { Capabilities, KioskConfig } from '../../core/contract/index.ts';
import { FoyerError } from '../../core/contract/index.ts';
import type { OperatorTools } from '../../core/kiosk/operator-desk.ts';
import type { KioskVitals } from '../../core/kiosk/vitals.ts';
import type { SpeechToText } from '../../core/ports.ts';
import { loadDeviceIdentity } from '../cloud/device-identity.ts';
import { enrolKiosk } from '../cloud/enrol-kiosk.ts';
import { saveSettings } from '../save-settings.ts';

/** What the shell around the kiosk can do with it. */
export interface ShellControl {
  /** Ends the kiosk so that it is started again at once; left out: nobody would start it. */
  readonly restart?: (() => void) | undefined;
  /** Ends it for good; left out: it would be started again. */
  readonly quit?: (() => void) | undefined;
}

export interface OperatorToolsOptions {
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly shell: ShellControl;
  readonly capabilities: () => Capabilities;
  readonly hearing: () => SpeechToText | null;
  readonly vitals: () => KioskVitals;
  readonly fetch?: typeof fetch;
}

/** What the operator's menu has done on this machine. */
export function createOperatorTools(options: OperatorToolsOptions): OperatorTools {
  const { dataDir, config, shell } = options;
  /** Enrolled since the start: the configuration in use is still the one from before. */
  let enrolled: { readonly url: string; readonly tenant: string } | null = null;
  return {
    restart: shell.restart,
    quit: shell.quit,
    cloud() {
      const { state, reason } = options.capabilities().sync;
      const { url = null, tenant } = enrolled ?? config.sync;
      return { state, url, tenant, device: deviceOf(dataDir), ...(reason === undefined ? {} : { reason }) };
    },
    async enrol(code, given) {
      const url = given ?? config.sync.url;
      if (url === undefined) {
        throw new FoyerError('no endpoint is named', {
          fault: 'operator',
          code: 'enrol-no-url',
          remedy: 'Type its address, https://…, above the code.',
        });
      }
      const { fetch: fetchFrom } = options;
      const done = await enrolKiosk({ dataDir, code, url, name: config.name, ...(fetchFrom === undefined ? {} : { fetch: fetchFrom }) });
      saveSettings(dataDir, { sync: { url, tenant: done.tenant } });
      enrolled = { url, tenant: done.tenant };
      return done;
    },
    async diagnose(onCheck) {
      const { runChecks } = await import('../doctor/run-checks.ts');
      await runChecks({ dataDir, onCheck, running: { hearing: options.hearing, vitals: options.vitals } });
    },
  };
}

function deviceOf(dataDir: string): string | null {
  try {
    return loadDeviceIdentity(dataDir)?.device ?? null;
  } catch {
    // A broken identity is what the standing's reason and the doctor tell of.
    return null;
  }
}

/**
 * What a `foyer kiosk` in a process of its own can do: whoever started it says so. Under systemd (and with
 * FOYER_SUPERVISED=always) it is started again whatever its exit code, so only a restart means anything; where
 * FOYER_SUPERVISED=75 it is started again after that exit code alone; else nobody starts it again.
 */
export function shellControl(env: NodeJS.ProcessEnv, act: { readonly restart: () => void; readonly quit: () => void }): ShellControl {
  if (env.NOTIFY_SOCKET || env.FOYER_SUPERVISED === 'always') return { restart: act.restart };
  return env.FOYER_SUPERVISED === '75' ? act : { quit: act.quit };
}
