import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../../cli/ask/open-house.ts';
import { collectAnswer } from '../../../core/agent/collect-answer.ts';
import { loadConfig } from '../../../host/config.ts';
import { openVenueSets, type VenueSets } from '../../evals/venue-sets.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

/** A Saturday at the invented museum. */
const NOW = '2026-03-14T12:10';

let sets: VenueSets;
let house: House;
beforeAll(async () => {
  sets = openVenueSets(join(import.meta.dirname, '../../evals/venue'), undefined, 'museum-a.jsonl');
  const dataDir = sets.sets[0]?.dataDir ?? '';
  house = await openHouse({ dataDir, config: loadConfig({ dataDir, env: {} }).config, log: createRecordingLog(), env: {} });
});
afterAll(() => {
  house.close();
  sets.close();
});

async function ask(...questions: string[]) {
  const agent = house.openAgent(NOW);
  let last = null;
  for (const [turn, text] of questions.entries()) {
    const input = { sessionId: 's', turn, text, source: 'typed' as const, locale: 'en', now: NOW, here: house.here, memory: null };
    last = await collectAnswer(agent, input, AbortSignal.timeout(10_000));
  }
  return last;
}

describe('what became of a question', () => {
  it.each([
    ['where are the toilets', 'answered'],
    ['what is on in the lab at nine in the morning', 'partly'],
    ['where is the swimming pool', 'not-in-data'],
    ['flarb gnomble', 'not-understood'],
    ['how do i get there', 'asked-back'],
  ])('%s: %s', async (question, resolution) => {
    expect((await ask(question))?.resolution).toBe(resolution);
  });
});

describe('answers from a venue other than the demo', () => {
  it('compares two sessions', async () => {
    expect((await ask('does feeding the eels clash with the ice moons show'))?.answer).toMatch(/do not overlap.*15:00.*15:45/);
    expect((await ask('can I see both the beam engine and the flood tour'))?.answer).toMatch(/^They overlap/);
  });

  it('lists dishes of a sort, not those with the allergen', async () => {
    const answer = (await ask('something with fish'))?.answer ?? '';
    expect(answer).toMatch(/haddock|trout/);
    expect(answer).not.toMatch(/Caesar/);
  });

  it('leaves alcohol out where that was asked', async () => {
    expect((await ask('any drinks without alcohol?'))?.answer).not.toMatch(/cider|wine/i);
  });

  it('goes on with what was talked about', async () => {
    expect((await ask('when is the ice moons show', 'how long is it'))?.answer).toMatch(/45 minutes/);
    expect((await ask('when is feeding the eels', 'who presents it'))?.answer).toMatch(/Joyce Hallam/);
  });
});
