import type { Check, KioskConfig } from '../../core/contract/index.ts';
import { FoyerError } from '../../core/contract/index.ts';
import type { KioskVitals } from '../../core/kiosk/vitals.ts';
import type { SpeechToText } from '../../core/ports.ts';
import type { ConfigProblem } from '../config.ts';

/** What a probe looks at, and with what. */
export interface DoctorContext {
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly problems: readonly ConfigProblem[];
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Stands before /proc, /dev, /etc and /run; empty, but in tests. */
  readonly root: string;
  /** Of the kiosk that asks: its engine, and how its devices do. Left out: no kiosk runs in this process. */
  readonly running?: { readonly hearing: () => SpeechToText | null; readonly vitals: () => KioskVitals };
}

/** Looks at one thing; each fault is a Check with its remedy. What it throws is one as well. */
export interface Probe {
  /** For the progress line, and where it fails as a whole. */
  readonly name: string;
  run(context: DoctorContext): readonly Check[] | Promise<readonly Check[]>;
}

export const ok = (name: string, message: string): Check => ({ name, state: 'ok', message });
export const warn = (name: string, message: string, remedy: string): Check => ({ name, state: 'warn', message, remedy });
export const fail = (name: string, message: string, remedy: string): Check => ({ name, state: 'fail', message, remedy });

/** A fault that was thrown, with its own remedy where it has one. */
export function thrown(name: string, error: unknown, remedy: string): Check {
  if (error instanceof FoyerError) return fail(name, error.message, error.remedy ?? remedy);
  return fail(name, error instanceof Error ? error.message : String(error), remedy);
}
