import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BadgeIssuer } from '../../../../native/badge/badge-issuer.ts';
import { createBadgeIssuer } from '../../../../native/badge/badge-issuer.ts';
import { type Child, startChild } from './child.ts';

const MAIN = fileURLToPath(new URL('../../../../cli/main.ts', import.meta.url));

export interface EndpointHandle {
  readonly url: string;
  readonly token: string;
  readonly issuer: BadgeIssuer;
  /** SIGKILL, then starts it again on the same data and port; resolves when it is killed. */
  kill(): Promise<void>;
  /** It runs and takes requests. @throws when it did not start. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** `foyer cloud serve`, as operators start it. @param database a URL; null: the embedded one, on disk */
export async function startEndpoint(database: string | null): Promise<EndpointHandle> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-endpoint-'));
  let url = '';
  let ready: Promise<void> = Promise.resolve();
  function start(port: number): Child {
    const args = [
      MAIN,
      'cloud',
      'serve',
      '--port',
      String(port),
      '--data',
      dataDir,
      ...(database === null ? [] : ['--database', database]),
    ];
    const said: string[] = [];
    let child: Child | null = null;
    ready = new Promise((resolve, reject) => {
      const hear = (line: string) => {
        said.push(line);
        const found = /is ready at (\S+)/.exec(line)?.[1];
        if (found === undefined) return;
        url = found;
        resolve();
      };
      child = startChild(args, {
        onLine: hear,
        onStderr: (line) => void said.push(line),
        onGone: () => reject(new Error(`the endpoint ended: ${said.slice(-20).join('\n')}`)),
      });
    });
    // Whoever asks is told.
    ready.catch(() => {});
    if (child === null) throw new Error('the endpoint was not started');
    return child;
  }
  let child = start(0);
  await ready;
  return {
    url,
    token: readFileSync(join(dataDir, 'cloud', 'demo-token'), 'utf8').trim(),
    issuer: createBadgeIssuer({ dataDir, tenant: 'demo' }),
    async kill() {
      await child.kill();
      child = start(Number(new URL(url).port));
    },
    ready: () => ready,
    async stop() {
      await child.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
