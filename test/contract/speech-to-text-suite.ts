import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpeechToText } from '../../core/ports.ts';
import type { RecordingLog } from '../fakes/plain.ts';
import { readRecording } from '../native/whisper/fixtures.ts';

export interface EngineUnderTest {
  readonly speechToText: SpeechToText & { readonly windowMs: number };
  readonly log: RecordingLog;
  /** A call in the middle of which the process or thread that serves it dies. */
  fatalCall(): Promise<unknown>;
}

const SAMPLE_RATE = 16_000;

/** What every engine behind the port promises (SpeechToText in core/ports.ts). @param open with the bundled model's weights */
export function describeSpeechToText(engine: string, open: () => Promise<EngineUnderTest>): void {
  describe(`speech to text by ${engine}`, () => {
    let under: EngineUnderTest;
    let hear: SpeechToText['transcribe'];
    beforeAll(async () => {
      under = await open();
      hear = under.speechToText.transcribe;
    });
    afterAll(() => under?.speechToText.close());

    it.each([
      ['help.wav', 'help'],
      ['i-need-help.wav', 'i need help'],
      ['where-is-the-nearest-toilet.wav', 'where is the nearest toilet'],
      ['where-can-i-eat-vegetarian-food.wav', 'where can i eat vegetarian food'],
    ])('writes down %s', async (file, said) => {
      const transcript = await hear(readRecording(file));
      expect(transcript.text.toLowerCase().replace(/[^a-z ]/g, '')).toBe(said);
    });

    it('tells length, time, certainty, engine and model', async () => {
      const audio = readRecording('i-need-help.wav');
      const transcript = await hear(audio, { locale: 'en-GB' });
      expect(transcript).toMatchObject({
        engine,
        model: under.speechToText.model,
        heard: transcript.text,
        audioMs: Math.round((audio.length / SAMPLE_RATE) * 1000),
      });
      expect(transcript.ms).toBeGreaterThan(0);
      expect(transcript.avgLogprob).toBeLessThan(0);
      expect(transcript.avgLogprob).toBeGreaterThan(-0.7);
      expect(transcript.noSpeechProb).toBeGreaterThanOrEqual(0);
      expect(transcript.noSpeechProb).toBeLessThan(0.1);
      expect(under.speechToText).toMatchObject({ engine, languages: ['en'] });
    });

    it('hears nothing in no audio, in hardly any, and in silence', async () => {
      for (const audio of [new Float32Array(0), new Float32Array(7).fill(0.5), new Float32Array(3 * SAMPLE_RATE)]) {
        const { text, heard } = await hear(audio);
        expect({ text, heard }).toEqual({ text: '', heard: '' });
      }
    });

    it('takes NaN, infinities and samples far out of range', async () => {
      const audio = readRecording('i-need-help.wav');
      audio[1000] = Number.NaN;
      audio[2000] = Number.POSITIVE_INFINITY;
      audio[3000] = Number.NEGATIVE_INFINITY;
      expect((await hear(audio)).text).toBe('i need help');
      expect((await hear(new Float32Array(2 * SAMPLE_RATE).fill(Number.NaN))).text).toBe('');
      const clipped = await hear(readRecording('i-need-help.wav').map((sample) => sample * 1e6));
      expect(typeof clipped.text).toBe('string');
    });

    it('cuts what is longer than its window', async () => {
      const question = readRecording('where-is-the-nearest-toilet.wav');
      const long = new Float32Array((under.speechToText.windowMs / 1000) * SAMPLE_RATE + 5 * SAMPLE_RATE);
      long.set(question);
      const transcript = await hear(long);
      expect(transcript.audioMs).toBe(Math.round((long.length / SAMPLE_RATE) * 1000));
      expect(transcript.text).toContain('where is the nearest');
    });

    it('leaves the audio as it was, also while it is at work on it', async () => {
      const audio = readRecording('help.wav');
      const before = audio.slice();
      const call = hear(audio);
      expect(audio).toEqual(before);
      audio.fill(0);
      expect((await call).text).toBe('help');
    });

    it('of 100 calls at once serves 32, each its own answer, and refuses the rest at once', async () => {
      const files = ['help.wav', 'i-need-help.wav'];
      const audio = files.map(readRecording);
      const calls = Array.from({ length: 100 }, (_, i) => {
        const stop = new AbortController();
        return { stop, call: hear(audio[i % 2] as Float32Array, { signal: stop.signal }) };
      });
      const settled = Promise.allSettled(calls.map(({ call }) => call));
      await expect(calls.at(-1)?.call).rejects.toMatchObject({ fault: 'model', code: 'recogniser-busy', remedy: expect.any(String) });
      // Most of what waits is taken back by the time it is its turn.
      for (const { stop } of calls.slice(4, 30)) stop.abort();
      const texts = (await settled).map((result) => (result.status === 'fulfilled' ? result.value.text : (result.reason.code ?? 'error')));
      const answers = [0, 1].flatMap(() => ['help', 'i need help']);
      const ABORTED = DOMException.ABORT_ERR;
      expect(texts).toEqual([...answers, ...Array(26).fill(ABORTED), ...answers.slice(2), ...Array(68).fill('recogniser-busy')]);
      // There is room again.
      expect((await hear(audio[0] as Float32Array)).text).toBe('help');
    }, 60_000);

    it('drops a call that is called off, waiting or at work, and goes on with the others', async () => {
      const audio = readRecording('where-can-i-eat-vegetarian-food.wav');
      const [first, second] = [new AbortController(), new AbortController()];
      const calls = [hear(audio, { signal: first.signal }), hear(audio, { signal: second.signal }), hear(readRecording('help.wav'))];
      second.abort();
      await expect(calls[1]).rejects.toMatchObject({ name: 'AbortError' });
      first.abort();
      await expect(calls[0]).rejects.toMatchObject({ name: 'AbortError' });
      await expect(calls[2]).resolves.toMatchObject({ text: 'help' });
      await expect(hear(audio, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('fails one call when its process dies, and hears the next', async () => {
      await expect(under.fatalCall()).rejects.toMatchObject({ fault: 'model', code: 'worker-crashed', remedy: expect.any(String) });
      expect((await hear(readRecording('help.wav'))).text).toBe('help');
    });

    it('logs nothing of what was said', async () => {
      await hear(readRecording('i-lost-my-charger.wav'));
      expect(JSON.stringify(under.log.lines)).not.toMatch(/charger|toilet/);
    });

    it('ends calls that wait or are at work when it is closed, and takes no more', async () => {
      const other = await open();
      const calls = [0, 1].map(() => other.speechToText.transcribe(readRecording('help.wav')));
      const ended = Promise.all(calls.map((call) => expect(call).rejects.toMatchObject({ code: 'closed' })));
      await other.speechToText.close();
      await ended;
      await expect(other.speechToText.transcribe(readRecording('help.wav'))).rejects.toMatchObject({ code: 'closed' });
      await expect(other.speechToText.transcribe(new Float32Array(0))).rejects.toMatchObject({ code: 'closed' });
      await other.speechToText.close();
    });
  });
}
