import { describe, expect, it } from 'vitest';
import { configSchema, MIC_FRAME_MS } from '../../../core/contract/index.ts';
import { createSegmenter, type Segmenter, type SegmenterEvent } from '../../../core/voice/segmenter.ts';
import { feed, frame, frameNumbers, names, type Timed, track } from './frames.ts';

const { turnTaking } = configSchema.parse({});
const inFrames = (ms: number) => Math.ceil(ms / MIC_FRAME_MS) * MIC_FRAME_MS;
const PATIENT_MS = inFrames(turnTaking.patientEndOfTurnMs);
const UNDECIDED_MS = inFrames((turnTaking.endOfTurnMs + turnTaking.patientEndOfTurnMs) / 2);
const create = (options: { maxUtteranceMs?: number } = {}) => createSegmenter({ turnTaking, ...options });

function only<T extends SegmenterEvent['type']>(timed: readonly Timed[], type: T): Extract<SegmenterEvent, { type: T }> {
  const found = timed.filter(({ event }) => event.type === type);
  expect(found.map(({ event }) => event.type)).toEqual([type]);
  return found[0]?.event as Extract<SegmenterEvent, { type: T }>;
}

describe('one utterance', () => {
  it('is announced, transcribed early and handed out with its first phonemes', () => {
    const segmenter = create();
    const heard = feed(segmenter, track([20, 0.02], [30, 0.95], [60, 0.02]));
    expect(names(heard)).toEqual(['speech-start', 'speculate', 'utterance']);
    const { audio } = only(heard, 'utterance');
    const numbers = frameNumbers(audio);
    // Speech is frames 20..49; 320 ms of pre-roll come before it.
    expect(numbers[0]).toBe(10);
    expect(numbers).toContain(49);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => 10 + i));
  });

  it('reuses the speculative audio, the same array', () => {
    const heard = feed(create(), track([20, 0.02], [30, 0.95], [60, 0.02]));
    expect(only(heard, 'utterance').audio).toBe(only(heard, 'speculate').audio);
    expect(only(heard, 'utterance').speculated).toBe(true);
  });

  const QUESTION = 'Where is the main hall?';
  /** The first whole frames to cover 0.7, 1, 1.4 and 1.7 of endOfTurnMs, 450. */
  it.each([
    ['a whole question', QUESTION, {}, 320],
    ['a whole question without its mark, surely heard', 'where is the main hall', { avgLogprob: -0.2 }, 320],
    ['a question half guessed', QUESTION, { avgLogprob: -0.9 }, 480],
    ['a question all but guessed', QUESTION, { avgLogprob: -1.3 }, 640],
    ['a statement', 'I lost my charger.', {}, 480],
    ['a number', 'a table for two', {}, 768],
    ['an adjective', 'where is the nearest', {}, 768],
  ])('speculates after speculateAfterMs and ends as soon as %s allows', (_what, text, hints, delayMs) => {
    const segmenter = create();
    const before = feed(segmenter, track([20, 0.02], [30, 0.95], [7, 0.02]));
    expect(before.at(-1)).toMatchObject({ at: 56, event: { type: 'speculate' } });
    segmenter.heardSoFar(text, hints);
    const after = feed(segmenter, track([60, 0.02]), 57);
    expect(after).toMatchObject([{ at: 49 + delayMs / MIC_FRAME_MS, event: { type: 'utterance', endOfTurnDelayMs: delayMs } }]);
  });

  it('takes a word for the whole answer when the kiosk has asked, once', () => {
    const segmenter = create();
    segmenter.expectAnswer(true);
    const delays = [0, 200].map((first) => {
      feed(segmenter, track([20, 0.02], [30, 0.95], [7, 0.02]), first);
      segmenter.heardSoFar('two');
      return only(feed(segmenter, track([60, 0.02]), first + 57), 'utterance').endOfTurnDelayMs;
    });
    expect(delays).toEqual([320, 768]);
  });

  it.each(['I would like a table for', 'um', 'Where is the', 'Ich suche den'])('waits patiently after "%s"', (text) => {
    const segmenter = create();
    feed(segmenter, track([20, 0.02], [30, 0.95], [7, 0.02]));
    segmenter.heardSoFar(text);
    const after = feed(segmenter, track([60, 0.02]), 57);
    expect(only(after, 'utterance').endOfTurnDelayMs).toBe(PATIENT_MS);
  });

  it('waits half-way while no transcript has come', () => {
    const heard = feed(create(), track([20, 0.02], [30, 0.95], [60, 0.02]));
    expect(only(heard, 'utterance').endOfTurnDelayMs).toBe(UNDECIDED_MS);
  });

  it('ends at once when the transcript comes after the quick wait', () => {
    const segmenter = create();
    feed(segmenter, track([20, 0.02], [30, 0.95], [19, 0.02]));
    segmenter.heardSoFar('Where is the main hall?');
    expect(feed(segmenter, [0.02], 69)).toMatchObject([{ event: { type: 'utterance', endOfTurnDelayMs: 640 } }]);
  });
});

describe('a pause in the sentence', () => {
  it('takes the speculation back and forgets how the first half sounded', () => {
    const segmenter = create();
    feed(segmenter, track([20, 0.02], [30, 0.95], [8, 0.02]));
    segmenter.heardSoFar('I want a table for');
    const heard = feed(segmenter, track([20, 0.95], [60, 0.02]), 58);
    expect(names(heard)).toEqual(['resumed', 'speculate', 'utterance']);
    expect(only(heard, 'utterance').endOfTurnDelayMs).toBe(UNDECIDED_MS);
    expect(frameNumbers(only(heard, 'utterance').audio)).toContain(25);
  });

  it('does not begin again for a click', () => {
    const heard = feed(create(), track([20, 0.02], [30, 0.95], [9, 0.02], [1, 0.9], [60, 0.02]));
    expect(names(heard)).toEqual(['speech-start', 'speculate', 'utterance']);
    expect(only(heard, 'utterance').endOfTurnDelayMs).toBe(UNDECIDED_MS);
  });
});

describe('a guest who pauses', () => {
  const PAUSE = 12;
  /** One turn with `pauses` of 384 ms in it; returns how long the segmenter waited after it. */
  const turn = (segmenter: Segmenter, first: number, pauses: number): number => {
    const timed = feed(segmenter, track([20, 0.02], [20, 0.95]), first);
    let at = first + 40;
    for (let n = 0; n < pauses; n++, at += PAUSE + 20) timed.push(...feed(segmenter, track([PAUSE, 0.02], [20, 0.95]), at));
    timed.push(...feed(segmenter, track([8, 0.02]), at));
    segmenter.heardSoFar('Where is the main hall?');
    timed.push(...feed(segmenter, track([60, 0.02]), at + 8));
    return only(timed, 'utterance').endOfTurnDelayMs;
  };

  it('is waited for a little longer than they pause, until the next guest', () => {
    const segmenter = create();
    expect(turn(segmenter, 0, 1)).toBe(320);
    expect(turn(segmenter, 300, 1)).toBe((PAUSE + 3) * MIC_FRAME_MS);
    segmenter.reset();
    expect(turn(segmenter, 600, 0)).toBe(320);
  });

  it('and was cut off once is not cut off again', () => {
    const segmenter = create();
    feed(segmenter, track([20, 0.02], [20, 0.95], [8, 0.02]));
    segmenter.heardSoFar('Where is the main hall?');
    // 448 ms of silence; the turn ends after 320 of them.
    const heard = feed(segmenter, track([6, 0.02], [20, 0.95], [8, 0.02]), 48);
    expect(names(heard)).toEqual(['utterance', 'speech-start', 'speculate']);
    segmenter.heardSoFar('Where is the main hall?');
    expect(only(feed(segmenter, track([60, 0.02]), 82), 'utterance').endOfTurnDelayMs).toBeGreaterThan(448);
  });
});

describe('noise', () => {
  it('of one frame is nothing', () => {
    expect(feed(create(), track([20, 0.02], [1, 0.99], [60, 0.02]))).toEqual([]);
  });

  it('of three frames is a misfire', () => {
    expect(names(feed(create(), track([20, 0.02], [3, 0.99], [60, 0.02])))).toEqual(['speech-start', 'misfire']);
  });

  it('that is all but silent is not speech, whatever the detector says', () => {
    const segmenter = create();
    const heard = Array.from({ length: 60 }, (_, i) =>
      segmenter.push({ ...frame(i, 0.99), samples: new Float32Array(512).fill(0.0001) }),
    ).flat();
    expect(heard).toEqual([]);
  });
});

describe('over the kiosk’s voice', () => {
  const speaking = () => {
    const segmenter = create();
    segmenter.setKioskSpeaking(true);
    return segmenter;
  };

  it('speech ducks early, then interrupts after bargeInMs, and ends in an utterance', () => {
    const heard = feed(speaking(), track([20, 0.02], [30, 0.95], [60, 0.02]));
    expect(names(heard)).toEqual(['maybe-interrupting', 'interrupting', 'speech-start', 'speculate', 'utterance']);
    expect(heard[0]?.at).toBe(21);
    // Frames 20..25: 192 ms.
    expect(heard[1]?.at).toBe(25);
    expect(frameNumbers(only(heard, 'utterance').audio)[0]).toBe(10);
  });

  it('a cough ducks and no more', () => {
    expect(names(feed(speaking(), track([20, 0.02], [5, 0.95], [60, 0.02])))).toEqual(['maybe-interrupting', 'false-interruption']);
  });

  it('a bang at full scale does not count as speech', () => {
    const segmenter = speaking();
    const bang = Array.from({ length: 20 }, (_, i) => segmenter.push({ ...frame(i, 0.95), samples: new Float32Array(512).fill(1) })).flat();
    expect(bang).toEqual([]);
  });

  it('what would be speech in silence may be the kiosk’s own echo', () => {
    expect(feed(speaking(), track([20, 0.02], [40, 0.6], [60, 0.02]))).toEqual([]);
    expect(names(feed(create(), track([20, 0.02], [40, 0.6], [60, 0.02])))).toContain('utterance');
  });

  it('a guest still talking when the kiosk begins interrupts it without a second speech-start', () => {
    const segmenter = create();
    feed(segmenter, track([20, 0.02], [10, 0.95]));
    segmenter.setKioskSpeaking(true);
    const heard = feed(segmenter, track([20, 0.95], [60, 0.02]), 30);
    expect(names(heard)).toEqual(['maybe-interrupting', 'interrupting', 'speculate', 'utterance']);
  });

  it('a guest who begins while the kiosk ends has not interrupted, but is heard from the first word', () => {
    const segmenter = speaking();
    feed(segmenter, track([20, 0.02], [4, 0.95]));
    segmenter.setKioskSpeaking(false);
    const heard = feed(segmenter, track([20, 0.95], [60, 0.02]), 24);
    expect(names(heard)).toEqual(['false-interruption', 'speech-start', 'speculate', 'utterance']);
    expect(frameNumbers(only(heard, 'utterance').audio)).toContain(20);
  });
});

describe('frame numbers', () => {
  it('a short gap is silence inside the utterance', () => {
    const segmenter = create();
    feed(segmenter, track([20, 0.02], [10, 0.95]));
    const heard = feed(segmenter, track([10, 0.95], [60, 0.02]), 33);
    const numbers = frameNumbers(only(heard, 'utterance').audio);
    expect(numbers.slice(19, 25)).toEqual([29, -1, -1, -1, 33, 34]);
  });

  it('a long gap ends the utterance before the next one begins', () => {
    const segmenter = create();
    feed(segmenter, track([20, 0.02], [10, 0.95]));
    const heard = feed(segmenter, track([10, 0.95], [60, 0.02]), 4_000_000_000);
    expect(names(heard)).toEqual(['speculate', 'utterance', 'speech-start', 'speculate', 'utterance']);
    expect(heard[1]?.at).toBe(4_000_000_000);
  });

  it('a microphone that opens again counts as a long gap', () => {
    const segmenter = create();
    feed(segmenter, track([20, 0.02], [10, 0.95]));
    expect(names(feed(segmenter, track([5, 0.02])))).toEqual(['speculate', 'utterance']);
  });
});

describe('too long an utterance', () => {
  it('is cut at its quietest moment, and no frame is lost or said twice', () => {
    const segmenter = create({ maxUtteranceMs: 3200 });
    const heard = feed(segmenter, track([20, 0.02], [80, 0.95], [1, 0.5], [40, 0.95], [60, 0.02]));
    expect(names(heard)).toEqual(['speech-start', 'utterance', 'speech-start', 'speculate', 'utterance']);
    const [first, second] = heard.flatMap(({ event }) => (event.type === 'utterance' ? [frameNumbers(event.audio)] : []));
    expect(first?.at(-1)).toBe(100);
    expect(second?.[0]).toBe(101);
    expect(first?.length).toBeLessThanOrEqual(100);
  });
});

it('reset() forgets the open utterance', () => {
  const segmenter = create();
  feed(segmenter, track([20, 0.02], [30, 0.95]));
  segmenter.reset();
  expect(feed(segmenter, track([60, 0.02]), 50)).toEqual([]);
});
