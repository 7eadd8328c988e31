import { describe, expect, it } from 'vitest';
import type { SpeechToText, Transcript } from '../../../core/ports.ts';
import { createHearingSwitch } from '../../../host/models/hearing-switch.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

/** An engine that answers when it is told to. */
function engine(model: string) {
  const calls: { readonly audio: Float32Array; answer(text: string): void; fail(error: unknown): void }[] = [];
  const state = { closed: false, calls };
  const stt: SpeechToText = {
    engine: 'fake',
    model,
    languages: ['en'],
    transcribe: (audio) =>
      new Promise<Transcript>((resolve, reject) => {
        const rest = { audioMs: 0, ms: 1, avgLogprob: -0.1, noSpeechProb: 0, engine: 'fake', model };
        calls.push({ audio, answer: (text) => resolve({ text, heard: text, ...rest }), fail: reject });
      }),
    close: async () => {
      state.closed = true;
    },
  };
  return { stt, state, calls };
}

const audio = () => Float32Array.of(1, 2, 3);
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('exchanging the recogniser of a running kiosk', () => {
  it('lets an utterance under way finish where it began, and closes the old one after that', async () => {
    const [old, next] = [engine('old'), engine('next')];
    const hearing = createHearingSwitch({ log: createRecordingLog() });
    hearing.set(old.stt);
    const underWay = hearing.current()?.transcribe(audio());
    const outcome = hearing.replace(next.stt);
    const later = hearing.current()?.transcribe(audio());
    next.calls[0]?.answer('new');
    await expect(later).resolves.toMatchObject({ text: 'new', model: 'next' });
    await expect(outcome).resolves.toBe('replaced');
    await settled();
    expect(old.state.closed).toBe(false);
    old.calls[0]?.answer('old');
    await expect(underWay).resolves.toMatchObject({ text: 'old', model: 'old' });
    await settled();
    expect(old.state.closed).toBe(true);
    expect(next.state.closed).toBe(false);
    expect(hearing.current()?.model).toBe('next');
  });

  it('gives the very same audio to the old one where the new one fails, and stays with it', async () => {
    const [old, next] = [engine('old'), engine('next')];
    const log = createRecordingLog();
    const hearing = createHearingSwitch({ log });
    hearing.set(old.stt);
    const outcome = hearing.replace(next.stt);
    const said = audio();
    const call = hearing.current()?.transcribe(said);
    said.fill(0);
    next.calls[0]?.fail(new Error('out of memory'));
    await settled();
    expect([...(old.calls[0]?.audio ?? [])]).toEqual([1, 2, 3]);
    old.calls[0]?.answer('heard');
    await expect(call).resolves.toMatchObject({ text: 'heard', model: 'old' });
    await expect(outcome).resolves.toBe('kept');
    await settled();
    expect([old.state.closed, next.state.closed]).toEqual([false, true]);
    expect(hearing.current()?.model).toBe('old');
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'hearing.fell-back' }));
  });

  it('does not take a guest who stops, or one who says nothing, for a verdict', async () => {
    const [old, next] = [engine('old'), engine('next')];
    const hearing = createHearingSwitch({ log: createRecordingLog() });
    hearing.set(old.stt);
    void hearing.replace(next.stt);
    const stop = new AbortController();
    const call = hearing.current()?.transcribe(audio(), { signal: stop.signal });
    stop.abort();
    next.calls[0]?.fail(new DOMException('The operation was aborted', 'AbortError'));
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    const silent = hearing.current()?.transcribe(audio());
    next.calls[1]?.answer('');
    await silent;
    await settled();
    expect([old.state.closed, next.state.closed]).toEqual([false, false]);
    await hearing.close();
    expect([old.state.closed, next.state.closed]).toEqual([true, true]);
    expect(hearing.current()).toBeNull();
  });
});
