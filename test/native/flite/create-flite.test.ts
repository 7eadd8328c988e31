import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visemeSchema } from '../../../core/contract/index.ts';
import type { SpokenSentence, TextToSpeech } from '../../../core/ports.ts';
import { createFlite } from '../../../native/flite/create-flite.ts';
import { readPhones } from '../../../native/flite/synthesiser.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const log = createRecordingLog();
let flite: TextToSpeech;
beforeAll(async () => {
  flite = await createFlite({ voice: 'slt', rate: 1, log });
});
afterAll(() => flite.close());

const en = { locale: 'en' };
const peak = (audio: Float32Array) => audio.reduce((top, x) => Math.max(top, Math.abs(x)), 0);

function expectWhole(sentence: SpokenSentence): void {
  for (const spans of [sentence.phonemes, sentence.visemes, sentence.words]) {
    let lastMs = 0;
    for (const { startMs, endMs } of spans) {
      expect(startMs).toBeGreaterThanOrEqual(lastMs - 1e-6);
      expect(endMs).toBeGreaterThanOrEqual(startMs);
      lastMs = endMs;
    }
    expect(lastMs).toBeLessThanOrEqual(sentence.durationMs + 1e-6);
  }
  expect(sentence.durationMs).toBeCloseTo((sentence.audio.length / sentence.sampleRate) * 1000, 3);
}

describe('flite', () => {
  it('says a sentence with phonemes, visemes and the words of its caption', async () => {
    const sentence = await flite.speak('The nearest toilet is on the ground floor, next to the lifts.', en);
    expectWhole(sentence);
    expect(sentence.sampleRate).toBe(16_000);
    expect(sentence.durationMs).toBeGreaterThan(2500);
    expect(sentence.durationMs).toBeLessThan(5000);
    expect(peak(sentence.audio)).toBeGreaterThan(0.1);
    expect(peak(sentence.audio)).toBeLessThanOrEqual(1);
    expect(sentence.words.map((word) => word.text).join(' ')).toBe('The nearest toilet is on the ground floor, next to the lifts.');
    expect(sentence.words.every((word) => word.endMs > word.startMs)).toBe(true);
    expect(sentence.phonemes.map((phone) => phone.phone).slice(0, 4)).toEqual(['pau', 'dh', 'ax', 'n']);
    for (const { viseme } of sentence.visemes) visemeSchema.parse(viseme);
    expect(new Set(sentence.visemes.map(({ viseme }) => viseme)).size).toBeGreaterThan(6);
  });

  it('gives each word the time in which its own sounds are made', async () => {
    const sentence = await flite.speak('Room B2.04 opens at 14:30.', en);
    expectWhole(sentence);
    const [room, code, opens, , time] = sentence.words;
    const phonesIn = (word: typeof room) =>
      sentence.phonemes
        .filter((p) => word !== undefined && p.startMs >= word.startMs - 1e-6 && p.endMs <= word.endMs + 1e-6 && p.phone !== 'pau')
        .map((p) => p.phone);
    expect(phonesIn(room)).toEqual(['r', 'uw', 'm']);
    expect(phonesIn(code)?.slice(0, 2)).toEqual(['b', 'iy']);
    expect(phonesIn(opens)).toEqual(['ow', 'p', 'ax', 'n', 'z']);
    expect(phonesIn(time)?.slice(0, 2)).toEqual(['t', 'uw']);
  });

  it('begins to speak at once', async () => {
    const sentence = await flite.speak('Welcome to the hotel.', en);
    const first = sentence.phonemes.find((phone) => phone.phone !== 'pau');
    expect(first?.startMs).toBeLessThanOrEqual(20);
  });

  it('speaks English and nothing else', () => {
    expect(['en', 'en-GB', 'de', 'eng', 'es'].map((locale) => flite.speaks(locale))).toEqual([true, true, false, false, false]);
  });

  it('has several voices, which differ, and names them when asked for another', async () => {
    const spoken = await Promise.all(flite.voices.map((voice) => flite.speak('Hello there.', { ...en, voice })));
    expect(new Set(spoken.map((sentence) => `${sentence.durationMs} ms at ${sentence.sampleRate}`)).size).toBe(flite.voices.length);
    await expect(flite.speak('Hello', { ...en, voice: 'bob' })).rejects.toMatchObject({
      code: 'voice-unknown',
      remedy: expect.stringContaining('slt'),
    });
    await expect(createFlite({ voice: 'bob', rate: 1, log })).rejects.toMatchObject({ code: 'voice-unknown' });
  });

  it('speaks faster at a higher rate', async () => {
    const fast = await createFlite({ voice: 'slt', rate: 1.5, log });
    const [normal, quick] = await Promise.all([flite.speak('How can I help you today?', en), fast.speak('How can I help you today?', en)]);
    await fast.close();
    expect(quick.durationMs / normal.durationMs).toBeLessThan(0.8);
  });

  it('says two sentences in one text as one', async () => {
    const sentence = await flite.speak('It is open. Come in!', en);
    expectWhole(sentence);
    expect(sentence.words.map((word) => word.text)).toEqual(['It', 'is', 'open.', 'Come', 'in!']);
  });

  it('says nothing for nothing', async () => {
    for (const text of ['', '…', '😀']) {
      const sentence = await flite.speak(text, en);
      expect(sentence.audio).toHaveLength(0);
      expect(sentence.durationMs).toBe(0);
    }
    expect((await flite.speak('Still there.', en)).durationMs).toBeGreaterThan(100);
  });

  it('gives the same again for the same sentence, to each caller samples of its own', async () => {
    const first = await flite.speak('You are welcome.', en);
    const second = await flite.speak('You are welcome.', en);
    expect(second).toEqual(first);
    second.audio.fill(9);
    expect((await flite.speak('You are welcome.', en)).audio).toEqual(first.audio);
  });

  it('drops a cancelled sentence', async () => {
    const cancelled = new AbortController();
    const calls = [
      flite.speak('This one is not wanted any more.', { ...en, signal: cancelled.signal }),
      flite.speak('But this one is.', en),
    ];
    cancelled.abort();
    const [first, second] = await Promise.allSettled(calls);
    expect(first).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    expect(second?.status).toBe('fulfilled');
  });

  it('treats option-like and odd text as text', async () => {
    for (const text of ['-voice kal', '--help', 'a\0b', '`$(ls)`', 'x'.repeat(3000)]) expectWhole(await flite.speak(text, en));
  });

  it('reports a missing engine', async () => {
    await expect(createFlite({ voice: 'slt', rate: 1, log, wasmPath: '/nowhere/flite.wasm' })).rejects.toMatchObject({
      code: 'speech-engine-broken',
    });
  });

  it('logs nothing of what was said', async () => {
    await flite.speak('Your lost charger is at reception.', en);
    expect(JSON.stringify(log.lines)).not.toMatch(/charger/);
  });
});

describe('printed phones', () => {
  it('puts several utterances one after another', () => {
    expect(readPhones('pau:0.100 ay:0.300 \npau:0.050 uw:0.250 ')).toEqual([
      { phone: 'pau', startMs: 0, endMs: 100 },
      { phone: 'ay', startMs: 100, endMs: 300 },
      { phone: 'pau', startMs: 300, endMs: 350 },
      { phone: 'uw', startMs: 350, endMs: 550 },
    ]);
  });
});
