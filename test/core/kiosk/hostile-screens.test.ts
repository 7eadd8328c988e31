import { describe, expect, it } from 'vitest';
import { type Connection, PROTOCOL_VERSION } from '../../../core/contract/index.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

const TEN_SECONDS = 10_000;

/** Connects a screen that never reads: what is sent to it piles up. */
function connectDeafScreen(kiosk: { connect(connection: Connection): void }) {
  const [ours, theirs] = createMemoryPair();
  let waiting = 0;
  let most = 0;
  let closed = false;
  kiosk.connect({
    ...theirs,
    send(payload) {
      waiting += payload.length;
      most = Math.max(most, waiting);
    },
    get bufferedBytes() {
      return waiting;
    },
  });
  ours.onClose(() => {
    closed = true;
  });
  return { ours, most: () => most, isClosed: () => closed };
}

describe('a screen', () => {
  it('that floods is told so, but fills neither the log nor the link', async () => {
    const { open, log } = createKioskHarness();
    const screen = open();
    for (let i = 0; i < 10_000; i++) screen.send({ type: 'session.touch' });
    for (let i = 0; i < 10_000; i++) screen.connection.send(new Uint8Array(3));
    await settle();
    expect(screen.last('refused')?.code).toBeDefined();
    expect(screen.all('refused').length).toBeLessThan(50);
    expect(log.lines.length).toBeLessThan(50);
    expect(JSON.stringify(log.lines).length).toBeLessThan(10_000);
  });

  it('that floods is heard again when it calms down', async () => {
    const { open, clock } = createKioskHarness();
    const screen = open();
    for (let i = 0; i < 1000; i++) screen.send({ type: 'session.touch' });
    await settle();
    clock.advance(TEN_SECONDS);
    screen.send({ type: 'text.submit', text: 'hello', source: 'typed' });
    await settle();
    expect(screen.last('turn.done')?.outcome).toBe('answered');
  });

  it('that does not read is let go before much waits for it', async () => {
    const { kiosk, log, clock } = createKioskHarness({
      script: () => [{ type: 'sentence', text: 'x'.repeat(100_000) }],
    });
    const screen = connectDeafScreen(kiosk);
    screen.ours.send(JSON.stringify({ type: 'hello', seq: 1, protocol: PROTOCOL_VERSION, role: 'guest' }));
    for (let seq = 2; seq < 500 && !screen.isClosed(); seq++) {
      screen.ours.send(JSON.stringify({ type: 'text.submit', seq, text: 'go on', source: 'typed' }));
      clock.advance(1000);
      await settle();
    }
    expect(screen.isClosed()).toBe(true);
    expect(screen.most()).toBeLessThan(20 * 1024 * 1024);
    expect(log.lines.map((entry) => entry.event)).toContain('screen let go');
  });

  it('that never says hello is let go', async () => {
    const { open, clock } = createKioskHarness();
    let closed: string | null = null;
    const silent = open('guest', false);
    silent.connection.onClose((reason) => {
      closed = reason;
    });
    const polite = open();
    await settle();
    clock.advance(TEN_SECONDS);
    await settle();
    expect(closed).toBe('no hello');
    polite.send({ type: 'text.submit', text: 'hello', source: 'typed' });
    await settle();
    expect(polite.last('turn.done')?.outcome).toBe('answered');
  });

  it('that sends broken JSON finds none of it in the answer or the log', async () => {
    const { open, log } = createKioskHarness();
    const screen = open();
    screen.connection.send('SENTINEL-ONE {"type":');
    screen.connection.send(`{"type":"session.end","seq":5,"SENTINEL-TWO${'x'.repeat(5000)}":1}`);
    await settle();
    expect(screen.all('refused').map((m) => m.code)).toEqual(['not-json', 'invalid']);
    expect(JSON.stringify([log.lines, screen.received])).not.toContain('SENTINEL-ONE');
    expect(JSON.stringify(log.lines).length).toBeLessThan(1000);
  });
});

describe('a guest', () => {
  it('cannot write requests that make the list too long for the staff screen', async () => {
    const { open, requests } = createKioskHarness();
    // As many as staff are shown, each as long as a guest may write, in characters that JSON writes six long.
    for (let i = 0; i < 200; i++) {
      const detail = '\u0001'.repeat(500);
      requests.create({ kind: 'staff-help', title: 'Help', detail, placeName: 'Lobby', createdAt: '2026-05-12T10:00' });
    }
    const staff = open('staff');
    staff.send({ type: 'staff.signIn', pin: '2468' });
    await settle();
    expect(staff.last('staff.requests')?.requests).toHaveLength(200);
  });
});

describe('a closed kiosk', () => {
  it('has closed every link and no timer is left running', async () => {
    const { kiosk, open, clock } = createKioskHarness();
    const screens = [open(), open('staff'), open('guest', false)];
    let closed = 0;
    for (const { connection } of screens) connection.onClose(() => closed++);
    screens[0]?.send({ type: 'text.submit', text: 'hello', source: 'typed' });
    await settle();
    kiosk.close();
    await settle();
    expect(closed).toBe(screens.length);
    expect(clock.pending).toBe(0);
    const [ours, theirs] = createMemoryPair();
    let late: string | null = null;
    ours.onClose((reason) => {
      late = reason;
    });
    kiosk.connect(theirs);
    await settle();
    expect(late).toBe('kiosk closed');
    expect(clock.pending).toBe(0);
  });
});
