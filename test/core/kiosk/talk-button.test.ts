import { describe, expect, it } from 'vitest';
import { createKioskHarness, settle } from './kiosk-harness.ts';

type Screen = ReturnType<ReturnType<typeof createKioskHarness>['open']>;

const push = { turnTaking: { mode: 'push-to-talk' as const } };
const tap = { turnTaking: { mode: 'tap-to-talk' as const } };

async function sayAndFallSilent(screen: Screen, silentFrames: number) {
  await screen.speak(4, 0.02);
  await screen.speak(20, 0.97);
  await screen.speak(silentFrames, 0.01);
  await settle();
}

describe('without the talk button', () => {
  it.each([push, tap])('nothing is heard, whatever is said: %j', async (config) => {
    const { open, transcriptions, inputs } = createKioskHarness({ config, hears: ['where is the bar'] });
    const screen = open();
    await settle();
    expect(screen.last('welcome')?.talkMode).toBe(config.turnTaking.mode);
    await sayAndFallSilent(screen, 60);
    expect(transcriptions).toEqual([]);
    expect(inputs).toEqual([]);
    expect(screen.all('session.started')).toEqual([]);
  });

  it('the kiosk listens all the time where none is configured, and takes no notice of one', async () => {
    const { open, inputs } = createKioskHarness({ hears: ['where is the bar'] });
    const screen = open();
    screen.send({ type: 'talk', on: true });
    screen.send({ type: 'talk', on: false });
    await sayAndFallSilent(screen, 60);
    expect(inputs).toHaveLength(1);
  });
});

describe('the talk button held', () => {
  it('lets the guest pause as long as they like, and letting go ends the turn at once', async () => {
    const { open, inputs } = createKioskHarness({ config: push, hears: Array<string>(8).fill('where is the bar') });
    const screen = open();
    screen.send({ type: 'talk', on: true });
    await settle();
    expect(screen.last('activity')?.activity).toBe('listening');
    await sayAndFallSilent(screen, 90);
    expect(screen.all('turn.started')).toEqual([]);
    await sayAndFallSilent(screen, 1);
    screen.send({ type: 'talk', on: false });
    await settle();
    expect(screen.all('turn.started')).toHaveLength(1);
    expect(inputs.at(-1)).toMatchObject({ text: 'where is the bar', source: 'voice' });
    expect(screen.all('activity').map((m) => m.activity)).toContain('hearing');
  });

  it('and let go without a word tells the guest that nothing was heard', async () => {
    const { open } = createKioskHarness({ config: push });
    const screen = open();
    screen.send({ type: 'talk', on: true });
    await screen.speak(20, 0.02);
    screen.send({ type: 'talk', on: false });
    await settle();
    expect(screen.last('hearing.nothing')?.hint).toContain('come closer');
    expect(screen.last('activity')?.activity).toBe('idle');
  });

  it('stops what the kiosk is saying', async () => {
    const { open } = createKioskHarness({ config: push });
    const screen = open();
    screen.send({ type: 'text.submit', text: 'tell me', source: 'typed' });
    await settle();
    screen.send({ type: 'talk', on: true });
    await settle();
    expect(screen.last('speech.cancel')).toBeDefined();
  });

  it('by a guest who left is not held for the next', async () => {
    const { open, inputs } = createKioskHarness({ config: push, hears: ['a secret'] });
    const screen = open();
    screen.send({ type: 'talk', on: true });
    await screen.speak(20, 0.97);
    screen.send({ type: 'session.end' });
    screen.send({ type: 'session.start', trigger: 'touch' });
    await settle();
    expect(screen.last('activity')?.activity).toBe('idle');
    await sayAndFallSilent(screen, 60);
    expect(inputs).toEqual([]);
  });
});

describe('the talk button tapped', () => {
  it('is good for one utterance', async () => {
    const { open, inputs } = createKioskHarness({ config: tap, hears: ['where is the bar', 'and the spa'] });
    const screen = open();
    screen.send({ type: 'talk', on: true });
    await sayAndFallSilent(screen, 60);
    expect(inputs.map((input) => input.text)).toEqual(['where is the bar']);
    await sayAndFallSilent(screen, 60);
    expect(inputs).toHaveLength(1);
  });

  it('is given up when nobody says anything', async () => {
    const { open, clock } = createKioskHarness({ config: tap });
    const screen = open();
    screen.send({ type: 'talk', on: true });
    await settle();
    clock.advance(8000);
    await settle();
    expect(screen.last('activity')?.activity).toBe('idle');
    expect(screen.last('hearing.nothing')?.hint).toContain('come closer');
  });

  it('once more ends the turn at once', async () => {
    const { open, inputs } = createKioskHarness({ config: tap, hears: ['where is the bar', 'where is the bar'] });
    const screen = open();
    screen.send({ type: 'talk', on: true });
    await sayAndFallSilent(screen, 1);
    screen.send({ type: 'talk', on: false });
    await settle();
    expect(inputs).toHaveLength(1);
  });
});
