import { describe, expect, it } from 'vitest';
import { answers } from '../../fakes/scripted.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

describe('a badge', () => {
  it('asks for consent the first time, greets neutrally the next', async () => {
    const { open, inputs } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(screen.last('consent.ask')).toBeDefined();
    screen.send({ type: 'text.submit', text: 'before consent', source: 'typed' });
    await settle();
    expect(inputs.at(-1)?.memory).toBeNull();
    screen.send({ type: 'consent.answer', remember: true });
    await settle();
    expect(screen.last('guest.recognised')?.guest.remembered).toBe(true);
    screen.send({ type: 'text.submit', text: 'after consent', source: 'typed' });
    await settle();
    expect(inputs.at(-1)?.memory).not.toBeNull();
    screen.send({ type: 'session.end' });
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(screen.all('consent.ask')).toHaveLength(1);
    expect(screen.last('answer.sentence')?.text).toBe('Welcome back. How can I help?');
  });

  it('whose question for consent was lost with the screen is asked again, by the screen coming back or another scan', async () => {
    const { open } = createKioskHarness();
    const first = open();
    first.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    first.connection.close('network');
    await settle();
    const second = open();
    await settle();
    expect(second.all('consent.ask')).toHaveLength(1);
    second.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(second.all('consent.ask')).toHaveLength(2);
    second.send({ type: 'consent.answer', remember: true });
    second.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(second.all('consent.ask')).toHaveLength(2);
  });

  it('of somebody else ends the session before anything is shown', async () => {
    const { open } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    screen.send({ type: 'badge.scan', source: 'wedge', payload: 'OK:bob' });
    await settle();
    const order = screen.received.map((m) => m.type).filter((t) => t.startsWith('session.') || t === 'consent.ask');
    expect(order).toEqual(['session.started', 'consent.ask', 'session.ended', 'session.started', 'consent.ask']);
  });

  it('that is forged is refused kindly, and its payload is in no log line', async () => {
    const { open, log } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'SECRET-PAYLOAD' });
    await settle();
    expect(screen.last('badge.refused')?.hint).toContain("can't read this badge");
    expect(JSON.stringify(log.lines)).not.toContain('SECRET-PAYLOAD');
  });

  it('forgotten: read back first, then the guest is erased and nothing of the session stays on the screen', async () => {
    const { open, guests, inputs } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    screen.send({ type: 'text.submit', text: 'forget me', source: 'typed' });
    await settle();
    // Not recognised yet, so there is nothing to erase: a question like any other.
    expect(inputs.at(-1)).toMatchObject({ text: 'forget me', memory: null });
    screen.send({ type: 'consent.answer', remember: true });
    screen.send({ type: 'text.submit', text: 'forget me', source: 'typed' });
    await settle();
    expect(guests.consent('ada')).toBe('remember');
    expect(screen.last('memory')?.view?.asks?.what).toBe('erase');
    screen.send({ type: 'text.submit', text: 'yes please', source: 'typed' });
    await settle();
    expect(guests.consent('ada')).toBe('unknown');
    expect(screen.last('session.ended')?.reason).toBe('forgotten');
    expect(screen.last('session.started')?.session).toMatchObject({ turns: [], guest: null });
    screen.send({ type: 'text.submit', text: 'and now', source: 'typed' });
    await settle();
    expect(inputs.at(-1)?.memory).toBeNull();
  });

  it('confirmed to the agent: erased at once where no PIN is set', async () => {
    const { open, guests } = createKioskHarness({
      script(input) {
        if (input.text === 'do it') input.forgetGuest?.();
        return answers('Done.');
      },
    });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    screen.send({ type: 'consent.answer', remember: true });
    screen.send({ type: 'text.submit', text: 'do it', source: 'typed' });
    await settle();
    expect(guests.consent('ada')).toBe('unknown');
    expect(screen.last('guest.recognised')?.guest.remembered).toBe(false);
  });
});
