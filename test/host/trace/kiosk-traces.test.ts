import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { configSchema, decodeToScreen, PROTOCOL_VERSION, type ToScreen, turnTraceSchema } from '../../../core/contract/index.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createHost } from '../../../host/create-host.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'foyer-kiosk-traces-'));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('a kiosk that is told to writes its turns, and calls for help whatever else it writes', async () => {
  const config = configSchema.parse({
    traces: { enabled: true },
    now: '2026-05-12T10:40',
    hearing: { enabled: false },
    speaking: { enabled: false },
    memory: { enabled: false },
  });
  const host = await createHost({ dataDir, config, log: createRecordingLog() });
  const [ours, theirs] = createMemoryPair();
  const received: ToScreen[] = [];
  ours.onPayload((payload) => {
    const decoded = typeof payload === 'string' ? decodeToScreen(payload) : null;
    if (decoded?.ok === true) received.push(decoded.message);
  });
  host.connect(theirs);
  const turnsDone = () => received.filter((message) => message.type === 'turn.done').length;
  ours.send(JSON.stringify({ type: 'hello', seq: 1, protocol: PROTOCOL_VERSION, role: 'guest' }));
  for (const [n, text] of ['my name is Zacharias, where is the gym', 'help, my husband has collapsed'].entries()) {
    ours.send(JSON.stringify({ type: 'text.submit', seq: n + 2, text, source: 'typed' }));
    while (turnsDone() <= n) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  await host.close();
  const dir = join(dataDir, 'traces');
  const text = readdirSync(dir)
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('');
  const turns = text
    .trim()
    .split('\n')
    .map((line) => turnTraceSchema.parse(JSON.parse(line)));
  expect(turns.map((turn) => turn.outcome)).toEqual(['answered', 'answered']);
  expect(turns[1]?.cards[0]).toBe('emergency');
  expect(text).not.toMatch(/zacharias/i);
});
