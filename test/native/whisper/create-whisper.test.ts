import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SpeechToText } from '../../../core/ports.ts';
import { createWhisper } from '../../../native/whisper/create-whisper.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { BUNDLED_MODEL, readRecording, recordings } from './fixtures.ts';

const log = createRecordingLog();

describe('whisper with the bundled model', () => {
  let whisper: SpeechToText;
  beforeAll(async () => {
    whisper = await createWhisper({ modelDir: BUNDLED_MODEL, threads: 2, log });
  });
  afterAll(() => whisper.close());

  it.each(recordings)('hears "$heard" in $file', async ({ file, heard }) => {
    const transcript = await whisper.transcribe(readRecording(file));
    expect(transcript.text).toBe(heard);
  });

  it('tells length, certainty, engine and model', async () => {
    const audio = readRecording('help.wav');
    const transcript = await whisper.transcribe(audio, { locale: 'en-GB' });
    expect(transcript).toMatchObject({
      heard: 'help',
      engine: 'onnx',
      model: 'foyer-whisper-tiny',
      audioMs: Math.round(audio.length / 16),
    });
    expect(transcript.avgLogprob).toBeLessThan(0);
    expect(transcript.avgLogprob).toBeGreaterThan(-1);
    expect(transcript.noSpeechProb).toBeGreaterThan(0);
    expect(transcript.noSpeechProb).toBeLessThan(0.1);
    expect(transcript.ms).toBeGreaterThan(0);
    expect(whisper.languages).toEqual(['en']);
  });

  it('leaves the audio it was given as it was', async () => {
    const audio = readRecording('help.wav');
    const before = audio.slice();
    await whisper.transcribe(audio);
    expect(audio).toEqual(before);
  });

  it('takes no audio, less than a frame, broken samples, and more than the window', async () => {
    expect((await whisper.transcribe(new Float32Array(0))).text).toBe('');
    expect((await whisper.transcribe(new Float32Array(7).fill(0.5))).text).toBe('');
    const help = readRecording('help.wav');
    help[1000] = Number.NaN;
    help[2000] = Number.POSITIVE_INFINITY;
    expect((await whisper.transcribe(help)).text).toBe('help');
    const long = new Float32Array(16_000 * 25);
    long.set(readRecording('where-is-the-nearest-toilet.wav'));
    const transcript = await whisper.transcribe(long);
    expect(transcript.audioMs).toBe(25_000);
    expect(transcript.text).toContain('toilet');
  });

  it('serves many calls at once, each its own answer', async () => {
    const files = ['help.wav', 'i-need-help.wav', 'how-far-is-it.wav', 'help.wav', 'i-need-help.wav', 'how-far-is-it.wav'];
    const texts = await Promise.all(files.map(async (file) => (await whisper.transcribe(readRecording(file))).text));
    expect(texts).toEqual(['help', 'i need help', 'how far is it', 'help', 'i need help', 'how far is it']);
  });

  it('drops a cancelled call, queued or running, and goes on with the others', async () => {
    const running = new AbortController();
    const queued = new AbortController();
    const audio = readRecording('where-can-i-eat-vegetarian-food.wav');
    const calls = [
      whisper.transcribe(audio, { signal: running.signal }),
      whisper.transcribe(audio, { signal: queued.signal }),
      whisper.transcribe(readRecording('help.wav')),
    ];
    queued.abort();
    running.abort();
    const [first, second, third] = await Promise.allSettled(calls);
    expect(first).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    expect(second).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    expect(third).toMatchObject({ status: 'fulfilled', value: { text: 'help' } });
    await expect(whisper.transcribe(audio, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('logs nothing of what was said', async () => {
    await whisper.transcribe(readRecording('i-lost-my-charger.wav'));
    expect(JSON.stringify(log.lines)).not.toMatch(/charger/);
  });
});

describe('whisper with a broken model', () => {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-whisper-'));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const copy = () => {
    cpSync(BUNDLED_MODEL, dir, { recursive: true });
    return dir;
  };

  it.each([
    ['tokenizer.json', 'model-missing'],
    ['config.json', 'model-missing'],
    ['onnx/encoder_model_quantized.onnx', 'model-missing'],
    ['onnx/decoder_model_merged_quantized.onnx', 'model-missing'],
  ])('names the missing %s', async (file, code) => {
    rmSync(join(copy(), file));
    const failure = createWhisper({ modelDir: dir, threads: 1, log });
    await expect(failure).rejects.toMatchObject({ fault: 'model', code, remedy: expect.any(String) });
    await expect(failure).rejects.toThrow(file.replace(/_quantized.*|\.json/, ''));
  });

  it.each(['onnx/encoder_model_quantized.onnx', 'onnx/decoder_model_merged_quantized.onnx', 'tokenizer.json'])(
    'names the cut-off %s',
    async (file) => {
      truncateSync(join(copy(), file), 3000);
      const failure = createWhisper({ modelDir: dir, threads: 1, log });
      await expect(failure).rejects.toMatchObject({ fault: 'model', code: 'model-broken', remedy: expect.any(String) });
      await expect(failure).rejects.toThrow(file);
    },
  );

  it('says so when its parts do not fit', async () => {
    const config = join(copy(), 'config.json');
    writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), decoder_layers: 3 }));
    const failure = createWhisper({ modelDir: dir, threads: 1, log });
    await expect(failure).rejects.toMatchObject({
      code: 'model-broken',
      message: expect.stringContaining('do not fit'),
      remedy: expect.any(String),
    });
  });

  it('names the wrong value in a configuration file', async () => {
    writeFileSync(join(copy(), 'config.json'), JSON.stringify({ model_type: 'wav2vec2' }));
    await expect(createWhisper({ modelDir: dir, threads: 1, log })).rejects.toThrow(/config\.json.*model_type/);
  });
});
