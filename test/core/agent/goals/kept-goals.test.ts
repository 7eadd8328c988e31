import { describe, expect, it } from 'vitest';
import { createArrayMemory } from '../../../fakes/array-memory.ts';
import { demoTalks } from '../../../fakes/demo-talks.ts';

const NOW = '2026-05-12T17:10';
const start = demoTalks(NOW);
const BADGE = { guestRef: 'ada', hasPin: true } as const;
const PROVED = { ...BADGE, verified: true } as const;
const CONTENT = /table|tideline|book/i;

async function memoryWithTable() {
  const memory = createArrayMemory();
  await start({ memory }).say('i want to book a table at tideline for two tonight');
  return memory;
}

describe('a goal of a remembered guest', () => {
  it('is gone on with in another session, where the guest asks for it and gave their PIN', async () => {
    const memory = await memoryWithTable();
    const later = start({ memory });
    await later.say("let's go on with the table, at eight", PROVED);
    await later.say('yes', PROVED);
    expect(later.bookings.between(NOW, '2026-06-01T00:00')).toMatchObject([{ from: '2026-05-12T20:00', party: 2 }]);
    expect(memory.profile().threads.filter(({ status }) => status === 'open')).toEqual([]);
  });

  it('is offered after a greeting without a word of what it is', async () => {
    const later = start({ memory: await memoryWithTable() });
    const { answer, outcome } = await later.say('hello', PROVED);
    expect(outcome).toBe('asked');
    expect(answer).not.toMatch(CONTENT);
    expect((await later.say('yes please', PROVED)).answer).toMatch(/Back to the table: .*Tideline.*time/i);
  });

  it.each(['hello', 'where were we?', 'back to the table', "let's go on with the table"])(
    'is told of a badge alone by no more than that it is there: %s',
    async (text) => {
      const later = start({ memory: await memoryWithTable() });
      const events = await later.events(text, BADGE);
      const said = events.flatMap((event) => (event.type === 'sentence' ? [event.text] : []));
      expect(said.join(' ')).toMatch(/still open.*PIN/);
      expect(JSON.stringify(events)).not.toMatch(/tideline|tonight|"party":2/i);
      expect(events.at(-1)).toMatchObject({ type: 'done', needsPin: true });
      // The pad's own yes is no yes to it, and what was asked runs again after the PIN.
      expect((await later.say('yes', BADGE)).answer).toMatch(/PIN/);
      expect((await later.say(text, PROVED)).answer).toMatch(/Back to the table: .*Tideline/i);
    },
  );

  it('of a guest without a PIN is begun anew with what they say now', async () => {
    const later = start({ memory: await memoryWithTable() });
    expect((await later.say('hello', { guestRef: 'ada' })).answer).not.toMatch(/open|PIN/);
    const { answer } = await later.say("let's go on with the table, at eight", { guestRef: 'ada' });
    expect(answer).not.toMatch(/for two|tonight/i);
  });

  it('is not offered to whoever else says hello, nor kept of them', async () => {
    const talk = start();
    await talk.say('i want to book a table at tideline for two tonight');
    expect((await start().say('hello')).outcome).toBe('answered');
  });

  it('keeps no contact details before the guest agreed to it', async () => {
    const memory = createArrayMemory();
    const talk = start({ memory });
    for (const line of [
      'we would like to hold our wedding here for 80 people',
      '20000 euros',
      'next june',
      'Rosie Callaghan',
      'rosie@callaghan.example',
    ])
      await talk.say(line);
    expect(JSON.stringify(memory.profile())).toContain('wedding');
    expect(JSON.stringify(memory.profile())).not.toMatch(/rosie|callaghan/i);
    expect(talk.desk.leads.list()).toEqual([]);
  });
});

describe('more than one', () => {
  it('does two things of one breath one after the other, each with its own yes', async () => {
    const talk = start();
    const first = await talk.say('we need more towels in 226 and a table for two at tideline at eight');
    expect(first.answer).toMatch(/towels/i);
    const next = await talk.say('yes');
    expect(talk.requests.list()).toMatchObject([{ kind: 'service-towels' }]);
    expect(next.answer).toContain('Back to the table');
    expect(talk.bookings.between(NOW, '2026-06-01T00:00')).toEqual([]);
    await talk.say('yes');
    await talk.say('yes');
    expect(talk.bookings.between(NOW, '2026-06-01T00:00')).toMatchObject([{ party: 2, from: '2026-05-12T20:00' }]);
  });
});

describe('what staff are asked to do', () => {
  it('is put right before it is passed on', async () => {
    const talk = start();
    await talk.say('fresh towels for room 214 please');
    expect((await talk.say('i meant 241')).answer).toContain('room 241');
    await talk.say('yes');
    expect(talk.requests.list()).toMatchObject([{ detail: 'fresh towels for room 241 please' }]);
  });

  it('asks a guest with an open case whether it is about that', async () => {
    const talk = start();
    for (const line of ['you charged me twice for breakfast', 'yes']) await talk.say(line);
    const again = await talk.say('i have a problem with the people next door, they are too loud');
    expect(again.answer).toContain('charged me twice');
    await talk.say('no');
    await talk.say('yes');
    expect(talk.desk.cases.list().map(({ status }) => status)).toEqual(['open', 'open']);
  });

  it('keeps a lead with the yes to that, whole', async () => {
    const talk = start();
    const lines = [
      'i run a company of 120 people and we want to hold our off-site here in october. budget is 40k.',
      'Jonas Wirth',
      'jonas@nordlicht.example',
    ];
    for (const line of lines) await talk.say(line);
    await talk.say('yes');
    expect(talk.desk.leads.list()).toMatchObject([
      { size: '120 people', budget: '40000', contactName: 'Jonas Wirth', contact: 'jonas@nordlicht.example', consent: true },
    ]);
  });

  it('keeps nothing of a guest who does not want to be reached', async () => {
    const talk = start();
    for (const line of [
      'we want to rent the ballroom for a conference for 200 people in autumn',
      'no idea yet',
      'rather not',
      'no, i do not want to leave my details',
    ])
      await talk.say(line);
    expect(talk.desk.leads.list()).toEqual([]);
  });
});
