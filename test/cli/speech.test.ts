import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readWav } from '../../core/speech/wav.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const SPEECH = fileURLToPath(new URL('../fixtures/speech', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'foyer-cli-speech-'));
afterAll(() => rmSync(dir, { recursive: true }));

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function foyer(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env: { ...process.env, FOYER_DATA: dir } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, out, err });
    });
  });
}

describe('foyer transcribe', () => {
  it('writes one line a file', async () => {
    const run = await foyer('transcribe', join(SPEECH, 'help.wav'), join(SPEECH, 'i-need-help.wav'));
    expect(run).toMatchObject({ code: 0, out: 'help\ni need help\n', err: '' });
  });

  it('gives the keys of cli.md as JSON, and goes on after a broken file', async () => {
    const broken = join(dir, 'broken.wav');
    writeFileSync(broken, 'this is no audio');
    const run = await foyer('transcribe', '--json', broken, join(dir, 'none.wav'), join(SPEECH, 'silence.wav'), join(SPEECH, 'yes.wav'));
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/broken\.wav.*does not begin like a WAV/);
    expect(run.err).toMatch(/none\.wav cannot be opened/);
    const lines = run.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.text)).toEqual(['', 'yes']);
    expect(Object.keys(lines[1]).sort()).toEqual([
      'audioMs',
      'avgLogprob',
      'engine',
      'file',
      'heard',
      'model',
      'ms',
      'noSpeechProb',
      'text',
    ]);
  });

  it('refuses an unknown model by its name, and wrong usage with 2', async () => {
    const unknown = await foyer('transcribe', join(SPEECH, 'yes.wav'), '--model', 'nope');
    expect(unknown.code).toBe(1);
    expect(unknown.err).toMatch(/"nope"[\s\S]*remedy/);
    expect((await foyer('transcribe')).code).toBe(2);
  });
});

describe('foyer say', () => {
  it('writes speech that is heard as it was said', async () => {
    const file = join(dir, 'out.wav');
    const said = await foyer('say', 'Where is the nearest toilet?', '-o', file, '--voice', 'rms', '--json');
    expect(said.code).toBe(0);
    const timings = JSON.parse(said.out);
    expect(timings.words.map((word: { text: string }) => word.text)).toEqual(['Where', 'is', 'the', 'nearest', 'toilet?']);
    expect(timings.phonemes[1]).toEqual({ phone: 'w', startMs: expect.any(Number), endMs: expect.any(Number) });
    const wav = readWav(readFileSync(file));
    expect(((wav.channels[0]?.length ?? 0) / wav.sampleRate) * 1000).toBeCloseTo(timings.durationMs, 0);
    expect((await foyer('transcribe', file)).out).toBe('where is the nearest toilet\n');
  });

  it('says on stderr that nothing was written, and leaves nothing behind', async () => {
    const run = await foyer('say', 'Hello.');
    expect(run).toMatchObject({ code: 0, out: '' });
    expect(run.err).toMatch(/-o FILE\.wav/);
    expect(existsSync('foyer-say.wav')).toBe(false);
  });

  it('names what it cannot do', async () => {
    const voice = await foyer('say', 'Hello.', '--voice', 'bob');
    expect(voice).toMatchObject({ code: 1, err: expect.stringMatching(/"bob"[\s\S]*slt/) });
    const folder = await foyer('say', 'Hello.', '-o', join(dir, 'no', 'such', 'folder.wav'));
    expect(folder).toMatchObject({ code: 1, err: expect.stringMatching(/folder\.wav cannot be written/) });
    expect((await foyer('say')).code).toBe(2);
  });
});
