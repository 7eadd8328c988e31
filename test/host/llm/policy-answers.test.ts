import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { startGuestTalk } from '../../fakes/guest-talk.ts';
import { startModelKiosk } from '../../fakes/llm/model-kiosk.ts';

const NOW = '2026-05-12T10:40';
let venue: Venue;
const open: { close(): unknown }[] = [];

/** Wording that any tidying would change. */
const POLICIES = [
  [
    'may I bring my parrot',
    'Yes: parrots, “as defined in § 4 (2)”, are welcome… provided they are silent; owners pay EUR 12.50 p.d., i.e. per day.',
  ],
  [
    'what is the drone rule',
    'No drones. None. See www.house-rules.example/drones, or ask – politely – at the desk: they open at 06:00 a.m. (not p.m.!).',
  ],
  [
    'how long may I keep the costume',
    'No longer than 48 h, viz. until noon of the day after next, unless a deposit of one thousand two hundred and fifty euros was left, in which case see above.',
  ],
] as const;

beforeAll(() => {
  const demo = readDemo().venue;
  const faqs = POLICIES.map(([question, answer], n) => ({ id: `policy-${n}`, questions: [question], answer, exact: true, tags: [] }));
  venue = rollVenue({ ...demo, faqs: [...faqs, ...demo.faqs] }, NOW.slice(0, 10));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

describe.each(POLICIES)('%s', (question, wording) => {
  it('is answered by the local planner byte for byte', async () => {
    const talk = startGuestTalk({ venue, now: NOW });
    open.push(talk);
    expect((await talk.say(question)).answer).toBe(wording);
  });

  it('is answered byte for byte with a model that would put it otherwise, and without asking it', async () => {
    const kiosk = await startModelKiosk({ venue, now: NOW, script: [{ kind: 'text', pieces: ['Of course you may, with pleasure.'] }] });
    open.push(kiosk);
    expect((await kiosk.talk.say(question)).answer).toBe(wording);
    expect(kiosk.server.requests).toHaveLength(0);
  });
});
