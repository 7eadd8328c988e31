import { describe, expect, it } from 'vitest';
import { createLiveTranscript } from '../../../core/kiosk/live-transcript.ts';

describe('the text on screen while a guest speaks', () => {
  it('settles the words on which two hypotheses in a row agree', () => {
    const live = createLiveTranscript();
    expect(live.push('where is')).toEqual({ text: 'where is', settledWords: 0 });
    expect(live.push('where is the spar')).toEqual({ text: 'where is the spar', settledWords: 2 });
    expect(live.push('where is the spa and')).toEqual({ text: 'where is the spa and', settledWords: 3 });
  });

  it('never takes a settled word back, whatever comes', () => {
    const live = createLiveTranscript();
    live.push('where is the bar');
    live.push('where is the bar');
    expect(live.push('wear his')).toEqual({ text: 'where is the bar', settledWords: 4 });
    expect(live.push('there is a bar upstairs please').text).toBe('where is the bar upstairs please');
  });

  it('does not mind punctuation and capitals that come and go', () => {
    const live = createLiveTranscript();
    live.push('Where is the Bar?');
    expect(live.push('where is the bar, please')).toEqual({ text: 'where is the bar, please', settledWords: 4 });
  });

  it('begins anew with the next utterance', () => {
    const live = createLiveTranscript();
    live.push('where is');
    live.push('where is');
    live.reset();
    expect(live.push('where can I eat')).toEqual({ text: 'where can I eat', settledWords: 0 });
  });
});
