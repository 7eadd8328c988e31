import { describe, expect, it } from 'vitest';
import type { LiveText } from '../../../core/kiosk/live-transcript.ts';
import { createPartials } from '../../../core/kiosk/partials.ts';
import type { Transcript } from '../../../core/ports.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { settle } from './kiosk-harness.ts';

function transcript(text: string): Transcript {
  return { text, heard: text, audioMs: 0, ms: 0, avgLogprob: 0, noSpeechProb: 0, engine: 'scripted', model: 'scripted' };
}

function createRig() {
  const clock = createTestClock();
  const looks: { readonly abort: AbortController; readonly give: (text: string) => void }[] = [];
  const shown: LiveText[] = [];
  const partials = createPartials({
    clock,
    soFar: () => new Float32Array(16),
    transcribe: (_audio, abort) => new Promise((resolve) => looks.push({ abort, give: (text) => resolve(transcript(text)) })),
    onText: (live) => shown.push(live),
  });
  const talk = (ms: number, probability = 0.9) => {
    for (let at = 0; at < ms; at += 32) {
      clock.advance(32);
      partials.frame(probability);
    }
  };
  return { clock, looks, shown, partials, talk };
}

describe('looks at an utterance that is still being said', () => {
  it('come every 700 ms of speech and never two at once', async () => {
    const { looks, shown, talk } = createRig();
    talk(640);
    expect(looks).toHaveLength(0);
    talk(3000);
    expect(looks).toHaveLength(1);
    looks[0]?.give('where is');
    await settle();
    expect(shown).toEqual([{ text: 'where is', settledWords: 0 }]);
  });

  it('come less often on a machine that is slow', async () => {
    const { clock, looks, talk } = createRig();
    talk(704);
    clock.advance(1000);
    looks[0]?.give('where');
    await settle();
    talk(3800);
    expect(looks).toHaveLength(1);
    talk(300);
    expect(looks).toHaveLength(2);
  });

  it('do not begin in a pause: the transcription that counts is about to', () => {
    const { looks, talk } = createRig();
    talk(3000, 0.1);
    expect(looks).toHaveLength(0);
  });

  it('give way at once, and what they find then is not shown', async () => {
    const { looks, shown, partials, talk } = createRig();
    talk(704);
    partials.yieldTo();
    expect(looks[0]?.abort.signal.aborted).toBe(true);
    looks[0]?.give('too late');
    await settle();
    expect(shown).toEqual([]);
  });
});
