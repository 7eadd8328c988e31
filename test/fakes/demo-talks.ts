import { afterEach, beforeAll } from 'vitest';
import type { Venue } from '../../core/venue/model.ts';
import { rollVenue } from '../../core/venue/rolling.ts';
import { readDemo } from '../assets/demo-venue.ts';
import { type GuestTalk, type GuestTalkOptions, startGuestTalk } from './guest-talk.ts';

export type StartTalk = (options?: Partial<GuestTalkOptions>) => GuestTalk;

/** To be called at a test file's top: conversations at the demo venue, closed after each test. `now`: its wall clock. */
export function demoTalks(now: string): StartTalk {
  let venue: Venue;
  const talks: GuestTalk[] = [];
  beforeAll(() => {
    venue = rollVenue(readDemo().venue, now.slice(0, 10));
  });
  afterEach(() => {
    for (const talk of talks.splice(0)) talk.close();
  });
  return (options = {}) => {
    const talk = startGuestTalk({ venue, now, ...options });
    talks.push(talk);
    return talk;
  };
}

/** One line after the other; the last answer. */
export async function sayAll(talk: GuestTalk, lines: readonly string[], locale = 'en'): Promise<string> {
  let answer = '';
  for (const line of lines) ({ answer } = await talk.say(line, { locale }));
  return answer;
}
