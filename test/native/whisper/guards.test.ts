import { describe, expect, it } from 'vitest';
import { levelRangeDb, voicedMs } from '../../../native/whisper/acoustics.ts';
import { hasNoSpeech, isGuess, isSilent, loopStart, tokenBudget } from '../../../native/whisper/guards.ts';
import { readRecording, recordings } from './fixtures.ts';

describe('guards', () => {
  it.each([
    [[1, 2, 3], null],
    [[7, 7, 7, 7, 7], null],
    [[1, 7, 7, 7, 7, 7, 7], 2],
    [[1, 5, 6, 5, 6, 5, 6], null],
    [[1, 5, 6, 5, 6, 5, 6, 5, 6], 3],
    [[...[1, 2, 3], ...[1, 2, 3], ...[1, 2, 3], ...[1, 2, 3]], 3],
  ])('a loop in %j is cut at %j', (tokens, start) => {
    expect(loopStart(tokens)).toBe(start);
  });

  it('allows tokens by length of audio, never more than the model has room for', () => {
    expect(tokenBudget(0, 100)).toBe(8);
    expect(tokenBudget(1000, 100)).toBe(20);
    expect(tokenBudget(30_000, 100)).toBe(100);
    expect(tokenBudget(1000, 0)).toBe(1);
  });

  it('knows silence from a whisper', () => {
    expect(isSilent(new Float32Array(0))).toBe(true);
    expect(isSilent(new Float32Array(16_000).fill(0.0005))).toBe(true);
    const short = new Float32Array(16_000);
    short.fill(0.01, 8000, 9000);
    expect(isSilent(short)).toBe(false);
  });

  it('believes a sure text, not an unsure one, nor one from a sound without a voice', () => {
    const voice = readRecording('help.wav');
    const cough = readRecording('cough.wav');
    expect(isGuess({ avgLogprob: -0.2, noSpeechProb: 0 }, voice)).toBe(false);
    expect(isGuess({ avgLogprob: -0.9, noSpeechProb: 0 }, voice)).toBe(false);
    expect(isGuess({ avgLogprob: -1.1, noSpeechProb: 0.9 }, voice)).toBe(true);
    expect(isGuess({ avgLogprob: -2, noSpeechProb: 0 }, voice)).toBe(true);
    expect(isGuess({ avgLogprob: -0.9, noSpeechProb: 0 }, cough)).toBe(true);
    expect(isGuess({ avgLogprob: -0.2, noSpeechProb: 0 }, cough)).toBe(false);
  });

  it.each(recordings.filter(({ kind }) => kind === 'speech'))('lets the speech of $file pass, also in noise 10 dB below it', ({ file }) => {
    const audio = readRecording(file);
    expect(hasNoSpeech(audio)).toBe(false);
    expect(levelRangeDb(audio)).toBeGreaterThan(20);
    const power = audio.reduce((sum, x) => sum + x * x, 0) / audio.length;
    let state = 1;
    const noisy = audio.map((x) => {
      state = (state * 48_271) % 2_147_483_647;
      return x + Math.sqrt((3 * power) / 10) * (state / 1_073_741_823.5 - 1);
    });
    expect(hasNoSpeech(noisy)).toBe(false);
  });

  it.each(['silence.wav', 'white-noise.wav', 'pink-noise.wav', 'hum.wav', 'chord.wav', 'melody.wav'])('spares the model %s', (file) => {
    expect(hasNoSpeech(readRecording(file))).toBe(true);
  });

  it('hears a voice in speech and none in a cough, knocks of metal or a hum', () => {
    expect(voicedMs(readRecording('i-need-help.wav'))).toBeGreaterThan(300);
    for (const file of ['cough.wav', 'clink.wav', 'hum.wav', 'white-noise.wav', 'silence.wav'])
      expect(voicedMs(readRecording(file)), file).toBeLessThan(40);
    expect(voicedMs(new Float32Array(5))).toBe(0);
  });
});
