import { describe, expect, it } from 'vitest';
import type { AgentEvent, TurnInput } from '../../../core/agent/agent.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

/** An agent that asks staff for towels, so that there is something to have news of. */
function house() {
  const script = function* (input: TurnInput): Iterable<AgentEvent> {
    if (input.text === 'towels') {
      const row = harness.requests.create({
        kind: 'service-towels',
        title: 'Fresh towels',
        detail: 'room 12',
        placeName: 'Lobby',
        createdAt: '2026-05-12T10:00',
        owner: { kind: 'session', id: input.sessionId },
        sessionId: input.sessionId,
      });
      yield { type: 'sentence', text: 'Asked.' };
      yield {
        type: 'cards',
        cards: [{ id: 'card', kind: 'request', requestId: row.id, title: row.title, status: 'waiting', createdAt: row.createdAt }],
      };
    } else {
      yield { type: 'sentence', text: `You asked: ${input.text}.` };
      yield { type: 'cards', cards: [{ id: 'faq', kind: 'faq', question: input.text, answer: 'so', exact: false }] };
    }
    yield { type: 'done', outcome: 'answered', tools: [], planner: 'local' };
  };
  const harness = createKioskHarness({ script });
  return harness;
}

async function signedIn(open: ReturnType<typeof house>['open']) {
  const staff = open('staff');
  staff.send({ type: 'staff.signIn', pin: '1234' });
  await settle();
  return staff;
}

/** The screen has played everything there was to say. */
async function hearAll(screen: ReturnType<ReturnType<typeof house>['open']>) {
  for (const { turn, sentence, durationMs } of screen.all('speech.sentence')) {
    screen.send({ type: 'playback', turn, sentence, event: 'finished', heardMs: durationMs });
  }
  await settle();
}

const coming = { type: 'staff.request.update', requestId: 'request-1', status: 'coming' } as const;

describe('news of a request', () => {
  it('is shown at once and said when the kiosk has finished speaking', async () => {
    const { open, said } = house();
    const guest = open();
    guest.send({ type: 'text.submit', text: 'towels', source: 'typed' });
    await settle();
    const staff = await signedIn(open);
    staff.send({ ...coming, note: 'two minutes' });
    await settle();
    expect(guest.last('request.updated')).toMatchObject({ requestId: 'request-1', status: 'coming', note: 'two minutes' });
    expect(said).toEqual(['Asked.']);
    await hearAll(guest);
    expect(said).toEqual(['Asked.', 'Fresh towels: somebody is on the way to you.', 'Staff say: two minutes']);
    expect(guest.last('cards')?.cards).toMatchObject([{ kind: 'request', status: 'coming', note: 'two minutes' }]);
  });

  it('leaves what the guest is looking at on the screen', async () => {
    const { open } = house();
    const guest = open();
    guest.send({ type: 'text.submit', text: 'towels', source: 'typed' });
    await settle();
    guest.send({ type: 'text.submit', text: 'the way', source: 'typed' });
    await settle();
    await hearAll(guest);
    (await signedIn(open)).send(coming);
    await settle();
    expect(guest.last('cards')?.cards.map(({ kind }) => kind)).toEqual(['faq', 'request']);
  });

  it('is said once where staff change their mind while the guest is being answered', async () => {
    const { open, said } = house();
    const guest = open();
    guest.send({ type: 'text.submit', text: 'towels', source: 'typed' });
    await settle();
    const staff = await signedIn(open);
    for (const status of ['seen', 'coming', 'done'] as const) staff.send({ ...coming, status });
    await settle();
    await hearAll(guest);
    expect(said).toEqual(['Asked.', 'Fresh towels: that is done.']);
  });

  it('is not for the next guest, neither shown nor said', async () => {
    const { open, said } = house();
    const guest = open();
    guest.send({ type: 'text.submit', text: 'towels', source: 'typed' });
    await settle();
    const staff = await signedIn(open);
    // Said later, for the kiosk is still speaking; by then the guest is gone.
    staff.send({ ...coming, note: 'two minutes' });
    await settle();
    guest.send({ type: 'session.end' });
    guest.send({ type: 'session.start', trigger: 'touch' });
    await settle();
    const before = guest.received.length;
    staff.send({ ...coming, status: 'done' });
    await settle();
    guest.send({ type: 'text.submit', text: 'hello', source: 'typed' });
    await settle();
    await hearAll(guest);
    expect(JSON.stringify(guest.received.slice(before))).not.toMatch(/towels|two minutes/i);
    expect(said.join(' ')).not.toMatch(/on the way|two minutes|done/);
  });

  it('reaches a screen that comes back', async () => {
    const { open } = house();
    const guest = open();
    guest.send({ type: 'text.submit', text: 'towels', source: 'typed' });
    await settle();
    (await signedIn(open)).send(coming);
    await settle();
    const again = open();
    await settle();
    expect(again.last('welcome')?.session?.turns[0]?.cards).toMatchObject([{ requestId: 'request-1', status: 'coming' }]);
  });
});
