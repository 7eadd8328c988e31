import { describe, expect, it } from 'vitest';
import { emptyVenue } from '../../fakes/empty-venue.ts';
import { answers } from '../../fakes/scripted.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

describe('a session', () => {
  it('warns when idle, takes the warning back on a touch, and ends with everything cleared', async () => {
    const { open, clock } = createKioskHarness({ config: { idle: { warnAfterMs: 10_000, resetAfterMs: 5_000 } } });
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    await settle();
    clock.advance(10_000);
    await settle();
    expect(screen.last('idle.warning')?.endsInMs).toBe(5_000);
    screen.send({ type: 'session.touch' });
    await settle();
    expect(screen.last('idle.cleared')).toBeDefined();
    clock.advance(15_000);
    await settle();
    expect(screen.last('session.ended')?.reason).toBe('idle');
    const again = open();
    await settle();
    expect(again.last('welcome')?.session).toBeNull();
  });

  it('does not run out while the kiosk speaks', async () => {
    const { open, clock } = createKioskHarness({
      config: { idle: { warnAfterMs: 1_000, resetAfterMs: 1_000 } },
      script: () => answers('word '.repeat(100)),
    });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'tell me', source: 'typed' });
    await settle();
    const turn = screen.last('turn.started')?.turn ?? -1;
    screen.send({ type: 'playback', turn, sentence: 0, event: 'started', heardMs: 0 });
    await settle();
    clock.advance(5_000);
    await settle();
    expect(screen.last('idle.warning')).toBeUndefined();
    screen.send({ type: 'playback', turn, sentence: 0, event: 'finished', heardMs: 10_000 });
    await settle();
    clock.advance(2_000);
    await settle();
    expect(screen.last('session.ended')?.reason).toBe('idle');
  });

  it('survives a reconnecting screen, and ends when the screen stays away', async () => {
    const { open, clock } = createKioskHarness();
    const first = open();
    first.send({ type: 'text.submit', text: 'spa', source: 'typed' });
    await settle();
    first.connection.close('network');
    await settle();
    const second = open();
    await settle();
    expect(second.last('welcome')?.session?.turns[0]).toMatchObject({ question: 'spa', answer: 'You asked: spa.' });
    second.connection.close('network');
    await settle();
    clock.advance(31_000);
    const third = open();
    await settle();
    expect(third.last('welcome')?.session).toBeNull();
  });

  it('belongs to the newest guest screen alone', async () => {
    const { open } = createKioskHarness();
    const first = open();
    await settle();
    let closed = '';
    first.connection.onClose((reason) => {
      closed = reason;
    });
    const second = open();
    second.send({ type: 'text.submit', text: 'spa', source: 'typed' });
    await settle();
    expect(closed).toMatch(/replaced/);
    expect(first.last('turn.started')).toBeUndefined();
  });
});

describe('a newly published venue', () => {
  const named = (version: string, name: string) => ({ version, venue: emptyVenue(name) });

  it('reaches a waiting screen by itself, and a guest in mid-conversation only afterwards', async () => {
    let venue = named('1-a', 'Old House');
    const { open, clock } = createKioskHarness({ venue: () => venue });
    const screen = open();
    await settle();
    expect(screen.last('welcome')?.venue?.name).toBe('Old House');
    venue = named('2-b', 'New House');
    clock.advance(10_000);
    await settle();
    expect(screen.last('welcome')?.venue?.name).toBe('New House');

    screen.send({ type: 'session.start', trigger: 'touch' });
    await settle();
    venue = named('3-c', 'Newest House');
    clock.advance(20_000);
    await settle();
    expect(screen.last('welcome')?.venue?.name).toBe('New House');
    screen.send({ type: 'session.end' });
    await settle();
    clock.advance(10_000);
    await settle();
    expect(screen.last('welcome')?.venue?.name).toBe('Newest House');
  });
});
