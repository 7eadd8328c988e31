import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Log } from '../core/ports.ts';

export interface GpuGuardOptions {
  /** Where it is kept what happened, over restarts. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly wallMs: () => number;
  /** Ends the program and starts it again. */
  readonly relaunch: () => void;
  readonly log: Log;
}

export interface GpuGuard {
  /** Whether this start is to draw without the GPU; to be asked before the program is ready. */
  readonly software: boolean;
  /** The GPU's process is gone. */
  gone(reason: string): void;
}

/** So many crashes within this time are no accident. Chromium itself gives up after about as many. */
const CRASHES = 3;
const WITHIN_MS = 10 * 60_000;
/** After this the GPU gets another chance: a driver may have been updated. */
const SOFTWARE_FOR_MS = 7 * 86_400_000;

const storedSchema = z.object({ crashedAtMs: z.array(z.number()).max(50), softwareUntilMs: z.number() });
type Stored = z.infer<typeof storedSchema>;
const NOTHING: Stored = { crashedAtMs: [], softwareUntilMs: 0 };

/**
 * A GPU process that crashes again and again: the program starts once more and draws by the processor, for a week. Without
 * the GPU nothing is restarted for it, so that this can make no loop.
 */
export function createGpuGuard({ file, wallMs, relaunch, log }: GpuGuardOptions): GpuGuard {
  const nowMs = wallMs();
  let stored = load(file);
  const until = stored.softwareUntilMs;
  // Farther away than it was ever set: the clock was put back since. It must not keep the GPU off for years.
  const due = nowMs < until && until <= nowMs + SOFTWARE_FOR_MS;
  // Or Chromium ended the whole program before it could be started again.
  const software = due || recent(stored.crashedAtMs, nowMs).length >= CRASHES;
  if (software) log.warn('gpu.off', { untilMs: until });

  return {
    software,
    gone(reason) {
      log.warn('gpu.gone', { reason, software });
      if (reason === 'clean-exit' || software) return;
      const at = wallMs();
      const crashedAtMs = [...recent(stored.crashedAtMs, at), at];
      const enough = crashedAtMs.length >= CRASHES;
      stored = enough ? { crashedAtMs: [], softwareUntilMs: at + SOFTWARE_FOR_MS } : { crashedAtMs, softwareUntilMs: 0 };
      // What cannot be kept would be forgotten by the next start, which would then do the same.
      if (save(file, stored, log) && enough) relaunch();
    },
  };
}

function recent(times: readonly number[], nowMs: number): number[] {
  return times.filter((time) => time <= nowMs && nowMs - time < WITHIN_MS);
}

function load(file: string): Stored {
  try {
    return storedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return NOTHING;
  }
}

function save(file: string, stored: Stored, log: Log): boolean {
  try {
    writeFileSync(file, JSON.stringify(stored), { mode: 0o600 });
    return true;
  } catch (error) {
    log.error('gpu.not-kept', { error });
    return false;
  }
}
