import type { UpdatePlan } from '../../core/contract/fleet.ts';
import type { Clock } from '../../core/ports.ts';
import type { Finding } from '../fleet/collect-heartbeat.ts';

/** Where releases of the program lie. */
export type AppPlan = Omit<NonNullable<UpdatePlan['app']>, 'version'> & {
  /** Left out: whatever is the newest there. */
  readonly version?: string;
  /** Who asks, where the folder is for enrolled kiosks only. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** What of the program's own update the shell does: only it can exchange the program. */
export interface AppShell {
  /**
   * Downloads and checks what is newer there than what runs, quietly.
   * @returns the version that lies ready; null: there is none, or it was taken back before
   * @throws when it cannot be had or is not ours
   */
  stage(plan: AppPlan): Promise<string | null>;
  /** Ends the program and starts the staged version. */
  install(): void;
  /** A version that was installed and taken back because it did not come up; null: none. */
  rolledBack(): { readonly version: string; readonly why: string } | null;
}

/** A feed that had nothing, or could not be had, is asked again after that. */
const AGAIN_AFTER_MS = 15 * 60_000;

export interface AppUpdate {
  /**
   * @param hurried somebody waits: the feed is asked although it was asked not long ago
   * @returns what was done, for staff; null: nothing was to be done
   */
  bring(plan: AppPlan | undefined, mayInstall: () => boolean, hurried?: boolean): Promise<string | null>;
  findings(): readonly Finding[];
}

/** Decides about the program's own update: quietly staged, installed only when it may be, never again what was taken back. */
export function createAppUpdate(options: {
  readonly version: string;
  readonly shell: AppShell;
  readonly clock: Pick<Clock, 'nowMs'>;
}): AppUpdate {
  const { version, shell, clock } = options;
  let staged: string | null = null;
  /** Once for each process: twice would take the new program for the one to go back to. */
  let installing = false;
  let problem: Finding | null = null;
  /** The feed had nothing for this plan, or could not be had. */
  let quiet = { plan: '', untilMs: 0 };

  async function stage(plan: AppPlan): Promise<void> {
    const { headers: _, ...asked } = plan;
    quiet = { plan: JSON.stringify(asked), untilMs: clock.nowMs() + AGAIN_AFTER_MS };
    try {
      staged = await shell.stage(plan);
      problem = null;
    } catch (error) {
      staged = null;
      problem = { code: 'app-update-failed', message: error instanceof Error ? error.message : 'it cannot be had' };
    }
  }
  const isQuiet = ({ headers: _, ...asked }: AppPlan) => quiet.plan === JSON.stringify(asked) && clock.nowMs() < quiet.untilMs;

  return {
    async bring(plan, mayInstall, hurried = false) {
      if (plan === undefined || plan.version === version) {
        problem = null;
        return null;
      }
      const takenBack = shell.rolledBack();
      if (takenBack !== null && takenBack.version === plan.version) {
        problem = { code: 'app-rolled-back', message: `${takenBack.version} was taken back: ${takenBack.why}` };
        return null;
      }
      const isStaged = staged !== null && (plan.version === undefined || staged === plan.version);
      if (!isStaged && (hurried || !isQuiet(plan))) {
        await stage(plan);
        if (problem !== null) return `program ${plan.version ?? ''}: ${problem.message}`;
      } else if (!isStaged) return null;
      if (staged === null) return null;
      if (!mayInstall()) return `program ${staged} is here, and waits until nobody is at the kiosk`;
      if (!installing) shell.install();
      installing = true;
      return `program ${staged} is being installed`;
    },
    findings: () => (problem === null ? [] : [problem]),
  };
}
