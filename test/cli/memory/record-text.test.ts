import { expect, it } from 'vitest';
import { recordText } from '../../../cli/memory/record-text.ts';
import type { FactHistoryEntry } from '../../../core/memory/facts.ts';

const at = '2026-05-12T10:00:00.000Z';
const later = '2026-05-13T10:00:00.000Z';
const base: FactHistoryEntry = {
  ...{ factId: 'f', kind: 'diet', value: 'vegan', source: 'explicit', validFrom: at, recordedAt: at, sessionId: 's', turn: 2 },
  ...{ validTo: null, supersededBy: null, retracted: false },
};

it('says everything that is known, and where it came from', () => {
  const text = recordText({
    consents: [{ at, textVersion: '1' }],
    facts: [
      { ...base, said: 'I am vegan', place: 'Lobby' },
      { ...base, kind: 'name', value: 'Ada', validTo: later, supersededBy: 'g' },
      { ...base, kind: 'role', value: 'buyer', source: 'inferred', confidence: 0.7, validTo: later, supersededBy: 'g' },
      { ...base, value: 'halal', validTo: later, retracted: true },
      { ...base, value: 'kosher', validTo: later },
    ],
    threads: [
      {
        ...{ id: 't', topic: 'lost charger', status: 'open', openedAt: at, updatedAt: at },
        goal: { id: 't', kind: 'lost-item', slots: { what: 'charger' }, status: 'waiting-staff', openedAt: at, updatedAt: at },
      },
    ],
    episodes: [
      {
        ...{ episodeId: 's', startedAt: at, endedAt: later, place: 'Lobby', locale: 'en', turns: 3 },
        ...{ topics: [{ topic: 'food', times: 2 }], names: ['Harbour Bar'], wishes: ['short'] },
      },
    ],
    paused: true,
    turns: [{ turnId: 's.1.guest', sessionId: 's', role: 'guest', text: 'Hello', at }],
  });
  expect(text.split('\n')).toEqual([
    'The guest has paused memory: nothing is kept until they take that back.',
    `${at}  agreed to be remembered (text 1)`,
    `${at}  diet: vegan (explicit, session s, turn 2, at Lobby): "I am vegan"`,
    `${at}  name: Ada (explicit, session s, turn 2, until ${later} (replaced))`,
    `${at}  role: buyer (inferred, 70 % sure, session s, turn 2, not believed: the guest said otherwise)`,
    `${at}  diet: halal (explicit, session s, turn 2, until ${later} (taken back))`,
    `${at}  diet: kosher (explicit, session s, turn 2, until ${later})`,
    `${at}  open: lost charger (lost-item; waiting-staff; what charger)`,
    `${at}  visit until ${later} at Lobby: 3 questions in en; asked for food 2 times; was shown Harbour Bar; wanted answers short`,
    `${at}  guest said: Hello`,
  ]);
});
