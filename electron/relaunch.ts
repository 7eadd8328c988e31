import type { App } from 'electron';

export interface RelaunchOptions {
  readonly app: Pick<App, 'relaunch' | 'quit' | 'exit'>;
  /** APPIMAGE: the program's file. FOYER_LAUNCHER, NOTIFY_SOCKET or FOYER_SUPERVISED=always: whoever started it starts it again. */
  readonly env: NodeJS.ProcessEnv;
  readonly argv: readonly string[];
}

/** Ends the program so that it is started again: by whoever supervises it, else by itself. @param how "exit": nothing is closed in order */
export function relaunch({ app, env, argv }: RelaunchOptions, how: 'quit' | 'exit'): void {
  const supervised = Boolean(env.FOYER_LAUNCHER || env.NOTIFY_SOCKET || env.FOYER_SUPERVISED === 'always');
  // An AppImage's own program lies in a folder that is gone with it.
  if (!supervised) app.relaunch({ args: [...argv], ...(env.APPIMAGE ? { execPath: env.APPIMAGE } : {}) });
  if (how === 'quit') app.quit();
  else app.exit(1);
}
