import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION, type ToScreen } from '../../core/contract/index.ts';
import { RESTART_EXIT_CODE } from '../../host/operate/nightly-restart.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const PIN = '246810';
let data: string;
let child: ChildProcess | null = null;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'foyer-operator-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  child = null;
  rmSync(data, { recursive: true, force: true });
});

/** A kiosk that somebody started so, and a screen on which the operator's PIN was entered. */
async function inside(supervised: string) {
  spawnSync(process.execPath, [main, 'kiosk', 'pin', '--data', data], { input: `${PIN}\n` });
  const kiosk = spawn(process.execPath, [main, 'kiosk', '--data', data, '--port', '0'], {
    env: { ...process.env, FOYER_AUTO_INSTALL: 'off', FOYER_HEARING: 'false', FOYER_SPEAKING: 'false', FOYER_SUPERVISED: supervised },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child = kiosk;
  const ended = once(kiosk, 'exit');
  for await (const line of createInterface({ input: kiosk.stdout })) {
    const url = /^Foyer is ready at (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return { ended, ...(await enter(new URL(url))) };
  }
  throw new Error('it ended before it was ready');
}

async function enter(url: URL) {
  const letIn = await fetch(url, { redirect: 'manual' });
  const socket = new WebSocket(`ws://${url.host}/kiosk`, {
    headers: { cookie: letIn.headers.get('set-cookie')?.split(';')[0] ?? '', origin: url.origin },
  });
  let seq = 0;
  const send = (message: object) => socket.send(JSON.stringify({ ...message, seq: ++seq }));
  const menu = new Promise<readonly string[]>((resolve) =>
    socket.on('message', (bytes, binary) => {
      const message = binary ? null : (JSON.parse(String(bytes)) as ToScreen);
      if (message?.type === 'operator.view' && message.view?.stage === 'menu') resolve(message.view.actions);
    }),
  );
  await once(socket, 'open');
  send({ type: 'hello', protocol: PROTOCOL_VERSION, role: 'guest' });
  send({ type: 'operator.open' });
  send({ type: 'operator.pin', pin: PIN });
  return { send, actions: await menu };
}

test.each([
  ['75', 'restart', RESTART_EXIT_CODE, ['restart', 'quit']],
  ['75', 'quit', 0, ['restart', 'quit']],
  ['always', 'restart', RESTART_EXIT_CODE, ['restart']],
] as const)('started so that %s: the operator’s %s ends it with %d, at once', { timeout: 60_000 }, async (by, action, code, offered) => {
  const { ended, send, actions } = await inside(by);
  expect(actions.filter((name) => name === 'restart' || name === 'quit')).toEqual(offered);
  send({ type: 'operator.action', action });
  expect(await ended).toEqual([code, null]);
});
