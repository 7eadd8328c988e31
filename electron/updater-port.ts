import type { AppPlan, AppShell } from '../host/updates/app-update.ts';

/** Of the kiosk's process: the main process is asked to update the program. */
export type UpdateRequest = { readonly type: 'app.stage'; readonly plan: AppPlan } | { readonly type: 'app.install' };
/** What came of the last `app.stage`. */
export type UpdateAnswer = { readonly type: 'app.staged'; readonly version: string | null; readonly problem?: string | undefined };

/** AppShell in the kiosk's process; `post` reaches the main process, which calls `answer`. */
export function createUpdaterPort(options: {
  readonly post: (request: UpdateRequest) => void;
  readonly rolledBack: { readonly version: string; readonly why: string } | null;
}): AppShell & { answer(answer: UpdateAnswer): void } {
  let waiting: PromiseWithResolvers<string | null> | null = null;
  return {
    stage(plan) {
      if (waiting === null) {
        waiting = Promise.withResolvers();
        options.post({ type: 'app.stage', plan });
      }
      return waiting.promise;
    },
    install: () => options.post({ type: 'app.install' }),
    rolledBack: () => options.rolledBack,
    answer({ version, problem }) {
      if (problem === undefined) waiting?.resolve(version);
      else waiting?.reject(new Error(problem));
      waiting = null;
    },
  };
}
