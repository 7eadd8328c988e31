import { describe, expect, it } from 'vitest';
import type { CloudSync, GuestStore } from '../../../core/ports.ts';
import { createMemoryGuests } from '../../fakes/scripted.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

/** What one guest leaves behind that the next, or staff, must not find. */

/** A cloud that answers when the test says so. */
function createHeldSync() {
  const waiting: (() => void)[] = [];
  const sync: CloudSync = {
    pull: () => new Promise((resolve) => waiting.push(() => resolve(true))),
    flush: async () => {},
    state: 'online',
    onState: () => () => {},
    close: async () => {},
  };
  return { sync, answer: () => waiting.shift()?.() };
}

describe('a staff screen', () => {
  it('is welcomed without the running conversation, signed in or not', async () => {
    const { open } = createKioskHarness();
    const guest = open();
    guest.send({ type: 'locale.set', locale: 'de' });
    guest.send({ type: 'text.submit', text: 'my secret question', source: 'typed' });
    await settle();
    const staff = open('staff');
    await settle();
    expect(staff.last('welcome')).toMatchObject({ session: null, locale: 'en' });
    expect(JSON.stringify(staff.received)).not.toContain('secret');
  });
});

describe('the next guest', () => {
  it('finds nothing of one from before the machine slept', async () => {
    const { kiosk, open } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'text.submit', text: 'my secret question', source: 'typed' });
    await settle();
    kiosk.wokeUp();
    expect(kiosk.idle()).toBe(true);
    await settle();
    expect(screen.last('session.ended')).toMatchObject({ reason: 'idle' });
    const next = open();
    await settle();
    expect(next.last('welcome')).toMatchObject({ session: null });
  });

  it('hears the kiosk again after one who wanted no speech', async () => {
    const { open, said } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    screen.send({ type: 'speech.enable', enabled: false });
    screen.send({ type: 'text.submit', text: 'quiet', source: 'typed' });
    await settle();
    expect(said).toEqual([]);
    screen.send({ type: 'session.end' });
    screen.send({ type: 'text.submit', text: 'loud', source: 'typed' });
    await settle();
    expect(said).toEqual(['You asked: loud.']);
  });

  it('is not answered for: a consent given late by the one before counts for nobody', async () => {
    const { sync, answer } = createHeldSync();
    const guests = createMemoryGuests();
    const { open } = createKioskHarness({ sync, guests });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:first' });
    await settle();
    answer();
    await settle();
    expect(screen.all('consent.ask')).toHaveLength(1);
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:second' });
    screen.send({ type: 'consent.answer', remember: true });
    await settle();
    expect(guests.consent('second')).toBe('unknown');
    answer();
    await settle();
    expect(screen.all('consent.ask')).toHaveLength(2);
    expect(screen.all('guest.recognised')).toEqual([]);
  });

  it('sees nothing of a badge that the cloud answered for after its guest had gone', async () => {
    const { sync, answer } = createHeldSync();
    const { open } = createKioskHarness({ sync });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:first' });
    await settle();
    screen.send({ type: 'session.end' });
    screen.send({ type: 'session.start', trigger: 'touch' });
    await settle();
    const before = screen.received.length;
    answer();
    await settle();
    expect(screen.received.slice(before)).toEqual([]);
  });
});

describe('memory that fails', () => {
  const broken = (what: keyof GuestStore): GuestStore => ({
    ...createMemoryGuests(),
    [what]: () => {
      throw new Error('disk I/O error');
    },
  });

  it('at the scan is said to the guest, who goes on as a stranger', async () => {
    const { open } = createKioskHarness({ guests: broken('consent') });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:guest' });
    await settle();
    expect(screen.last('fault')).toMatchObject({ code: 'memory-unavailable', hint: expect.stringMatching(/memory/) });
    screen.send({ type: 'text.submit', text: 'still here', source: 'typed' });
    await settle();
    expect(screen.last('turn.done')?.outcome).toBe('answered');
  });

  it('at the consent never claims to remember', async () => {
    const { open } = createKioskHarness({ guests: broken('setConsent') });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:guest' });
    screen.send({ type: 'session.touch' });
    await settle();
    screen.send({ type: 'consent.answer', remember: true });
    await settle();
    expect(screen.last('fault')?.code).toBe('memory-unavailable');
    expect(screen.last('guest.recognised')).toBeUndefined();
  });

  it('at "forget me" never claims to have forgotten', async () => {
    const { open } = createKioskHarness({ guests: broken('erase') });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:guest' });
    await settle();
    screen.send({ type: 'consent.answer', remember: true });
    screen.send({ type: 'memory.erase' });
    screen.send({ type: 'memory.answer', yes: true });
    await settle();
    expect(screen.last('fault')?.code).toBe('memory-unavailable');
    expect(screen.last('session.ended')).toBeUndefined();
  });
});

describe('an interruption that nobody ends', () => {
  const slowSpeech = {
    script: () => [{ type: 'sentence' as const, text: 'A long answer that goes on and on for quite a while, word by word.' }],
  };

  it('does not hold the session when the microphone fails in the middle of it', async () => {
    const { open, clock } = createKioskHarness(slowSpeech);
    const screen = open();
    screen.send({ type: 'text.submit', text: 'tell me', source: 'typed' });
    await settle();
    await screen.speak(4, 0.02);
    await screen.speak(20, 0.98);
    expect(screen.last('speech.pause')?.paused).toBe(true);
    screen.send({ type: 'mic.state', state: 'failed' });
    await settle();
    expect(screen.last('speech.pause')?.paused).toBe(false);
    clock.advance(200_000);
    await settle();
    expect(screen.last('session.ended')?.reason).toBe('idle');
  });

  it('does not hold the session when frames just stop', async () => {
    const { open, clock } = createKioskHarness(slowSpeech);
    const screen = open();
    screen.send({ type: 'text.submit', text: 'tell me', source: 'typed' });
    await settle();
    await screen.speak(4, 0.02);
    await screen.speak(20, 0.98);
    expect(screen.last('speech.pause')?.paused).toBe(true);
    for (let i = 0; i < 40; i++) {
      clock.advance(5000);
      await settle();
    }
    expect(screen.last('session.ended')?.reason).toBe('idle');
  });
});
