import type { UpdatePlan } from '../../core/contract/fleet.ts';
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

export interface AppUpdate {
  /** @returns what was done, for staff; null: nothing was to be done */
  bring(plan: AppPlan | undefined, mayInstall: () => boolean): Promise<string | null>;
  findings(): readonly Finding[];
}

/** Decides about the program's own update: quietly staged, installed only when it may be, never again what was taken back. */
export function createAppUpdate({ version, shell }: { readonly version: string; readonly shell: AppShell }): AppUpdate {
  let staged: string | null = null;
  let problem: Finding | null = null;
  return {
    async bring(plan, mayInstall) {
      problem = null;
      if (plan === undefined || plan.version === version) return null;
      const takenBack = shell.rolledBack();
      if (takenBack !== null && takenBack.version === plan.version) {
        problem = { code: 'app-rolled-back', message: `${takenBack.version} was taken back: ${takenBack.why}` };
        return null;
      }
      try {
        if (staged === null || (plan.version !== undefined && staged !== plan.version)) staged = await shell.stage(plan);
      } catch (error) {
        problem = { code: 'app-update-failed', message: error instanceof Error ? error.message : 'it cannot be had' };
        return `program ${plan.version ?? ''}: ${problem.message}`;
      }
      if (staged === null) return null;
      if (!mayInstall()) return `program ${staged} is here, and waits until nobody is at the kiosk`;
      shell.install();
      return `program ${staged} is being installed`;
    },
    findings: () => (problem === null ? [] : [problem]),
  };
}
