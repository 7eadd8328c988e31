import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessPool, type PoolOptions, type ProcessPool } from '../../../native/whisper-cpp/process-pool.ts';
import { readOutput } from '../../../native/whisper-cpp/read-output.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const root = mkdtempSync(join(tmpdir(), 'foyer pool '));
afterAll(() => rmSync(root, { recursive: true }));

/** In place of whisper.cpp's program; does what its model file says, and answers with its language and what it was given. */
const program = join(root, 'main');
const modelFile = join(root, 'model.bin');
const started = join(root, 'started');
writeFileSync(
  program,
  `#!/bin/sh
echo "$6" >> '${started}'
case "$(cat "$2")" in
  refuse) echo "error: failed to load the model" >&2; exit 3;;
esac
said=$(cat)
case "$said" in
  hang) exec sleep 600;;
  die) kill -9 $$;;
esac
printf '\\033[38;5;82m %s %s\\033[0m\\n' "$6" "$said"
`,
);
chmodSync(program, 0o755);

let log = createRecordingLog();
let pool: ProcessPool;
function open(options: Partial<PoolOptions> = {}): void {
  log = createRecordingLog();
  pool = createProcessPool({
    program,
    modelFile,
    threads: 1,
    language: 'en',
    log,
    backOff: { firstDelayMs: 1, maxDelayMs: 4 },
    ...options,
  });
}
beforeEach(() => writeFileSync(modelFile, 'work'));
afterEach(() => pool.close());

const say = async (words: string, language = 'en', signal?: AbortSignal) =>
  readOutput((await pool.run(Buffer.from(words), language, signal)).output).text;

describe.skipIf(process.platform === 'win32')('processes of whisper.cpp', () => {
  it('take one utterance each, in order, in the language of each', async () => {
    open();
    expect(await Promise.all([say('one'), say('two', 'de'), say('three', 'de'), say('four')])).toEqual([
      'en one',
      'de two',
      'de three',
      'en four',
    ]);
  });

  it('are ended when they hang, and replaced', async () => {
    open({ limitMs: 300 });
    await expect(say('hang')).rejects.toMatchObject({ fault: 'model', code: 'worker-crashed', remedy: expect.any(String) });
    expect(await say('after')).toBe('en after');
  });

  it('wait longer after each failure, and not after a success', async () => {
    open();
    for (const _ of [1, 2, 3, 4]) await expect(say('die')).rejects.toMatchObject({ code: 'worker-crashed' });
    await say('well');
    await expect(say('die')).rejects.toMatchObject({ code: 'worker-crashed' });
    const waits = log.lines.map(({ fields }) => (fields as { restartInMs: number }).restartInMs);
    expect(waits).toEqual([1, 2, 4, 4, 1]);
  });

  it('tell why a model cannot be loaded', async () => {
    writeFileSync(modelFile, 'refuse');
    open();
    await expect(say('hello')).rejects.toMatchObject({ cause: { message: expect.stringContaining('failed to load the model') } });
  });

  it('are ended when the guest takes it back, waiting or at work', async () => {
    open();
    const [first, second] = [new AbortController(), new AbortController()];
    const calls = [say('hang', 'en', first.signal), say('never said', 'en', second.signal), say('last')];
    second.abort();
    await expect(calls[1]).rejects.toMatchObject({ name: 'AbortError' });
    first.abort();
    await expect(calls[0]).rejects.toMatchObject({ name: 'AbortError' });
    await expect(calls[2]).resolves.toBe('en last');
    expect(log.lines).toEqual([]);
  });

  it('are ended when the kiosk is', async () => {
    open();
    const calls = [say('hang'), say('waiting')].map((call) => expect(call).rejects.toMatchObject({ code: 'closed' }));
    await pool.close();
    await Promise.all(calls);
    await expect(say('later')).rejects.toMatchObject({ code: 'closed' });
  });
});
