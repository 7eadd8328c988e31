import { beforeAll, expect, it } from 'vitest';
import { createLocalPlanner } from '../../../core/agent/local-planner.ts';
import type { Planner } from '../../../core/agent/planner.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { createGrounding } from '../../../host/llm/grounding/create-grounding.ts';
import { createSpokenText } from '../../../host/llm/spoken-text.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { startGuestTalk } from '../../fakes/guest-talk.ts';

const NOW = '2026-05-12T10:40';
let venue: Venue;
beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});

/** Says what the kiosk itself would say, and notes each sentence that the check of a model would withhold. */
function strictOnItself(doubts: string[], sentences: string[]): Planner {
  const local = createLocalPlanner();
  const spoken = createSpokenText({ canary: 'foyer-0123456789abcdef01', rules: '' });
  return {
    name: 'llm',
    async *plan(request, signal) {
      const grounding = createGrounding(request);
      for await (const event of local.plan(request, signal)) {
        if (event.type === 'sentence') {
          sentences.push(event.text);
          const doubt = spoken(event.text) === null ? 'not for guests' : grounding.doubt(event.text);
          if (doubt !== null) doubts.push(`${doubt}: ${event.text}`);
        }
        yield event;
      }
    },
  };
}

it.each([
  ['en', 'when does the gym close'],
  ['en', 'where is the nearest toilet'],
  ['en', 'how do i get to the pool'],
  ['en', 'what is on right now'],
  ['en', 'where can i eat something vegetarian'],
  ['en', 'when is breakfast'],
  ['en', 'who is Amara Okafor'],
  ['en', 'what is the wifi password'],
  ['de', 'wann schließt das Fitnessstudio'],
  ['de', 'wie komme ich zum Hallenbad'],
  ['de', 'was läuft gerade'],
  ['fr', 'où sont les toilettes'],
  ['es', 'dónde está la piscina'],
  ['it', 'a che ora chiude la palestra'],
])('withholds nothing that is true (%s): %s', async (locale, question) => {
  const doubts: string[] = [];
  const sentences: string[] = [];
  const talk = startGuestTalk({ venue, now: NOW, locale, planner: strictOnItself(doubts, sentences) });
  await talk.say(question);
  talk.close();
  expect(doubts).toEqual([]);
  expect(sentences).not.toEqual([]);
});
