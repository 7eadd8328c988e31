import { execFile } from 'node:child_process';

export type Outcome =
  | { readonly ok: true; readonly stdout: Buffer }
  /** `missing`: there is no such program. */
  | { readonly ok: false; readonly missing: boolean; readonly problem: string };

/** Runs a program of the system's for what it prints; never throws. */
export function runProgram(
  name: string,
  args: readonly string[],
  { env, limitMs = 5000 }: { readonly env: NodeJS.ProcessEnv; readonly limitMs?: number },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { env, timeout: limitMs, killSignal: 'SIGKILL', encoding: 'buffer', maxBuffer: 1 << 20, windowsHide: true } as const;
    execFile(name, [...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve({ ok: true, stdout });
      const said = stderr.toString().trim().split('\n').at(-1)?.slice(0, 200);
      resolve({ ok: false, missing: error.code === 'ENOENT', problem: said || error.message.slice(0, 200) });
    });
  });
}
