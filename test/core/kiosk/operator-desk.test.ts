import { describe, expect, it } from 'vitest';
import { type Check, FoyerError } from '../../../core/contract/index.ts';
import { CLOSES_AFTER_MS, type OperatorTools } from '../../../core/kiosk/operator-desk.ts';
import { createKioskHarness, settle, type TestScreen } from './kiosk-harness.ts';

function createTools(part: Partial<OperatorTools> = {}) {
  const done: string[] = [];
  const tools: OperatorTools = {
    restart: () => void done.push('restart'),
    quit: () => void done.push('quit'),
    cloud: () => ({ state: 'off', url: null, tenant: 'demo', device: null }),
    enrol: async (code) => {
      done.push(`enrol ${code}`);
      return { tenant: 'hotel', device: 'dev_1' };
    },
    diagnose: async (onCheck) => onCheck({ name: 'disk', state: 'ok', message: '9 GB free' }),
    ...part,
  };
  return { tools, done };
}

async function start(part: Partial<OperatorTools> = {}, pin: string | null = '4711', others: { readonly pinLate?: boolean } = {}) {
  const { tools, done } = createTools(part);
  const harness = createKioskHarness({ operator: tools, ...others });
  if (pin !== null) {
    const staff = harness.open('staff');
    staff.send({ type: 'staff.signIn', pin });
    await settle();
    staff.connection.close('done');
  }
  const screen = harness.open();
  await settle();
  const send = async (message: Parameters<TestScreen['send']>[0]) => {
    screen.send(message);
    await settle();
    return screen.last('operator.view')?.view;
  };
  const logged = (event: string) => harness.log.lines.filter((line) => line.event === event);
  return { ...harness, screen, send, done, logged };
}

async function inside(part: Partial<OperatorTools> = {}) {
  const kiosk = await start(part);
  await kiosk.send({ type: 'operator.open' });
  await kiosk.send({ type: 'operator.pin', pin: '4711' });
  return kiosk;
}

describe('the door', () => {
  it('asks for the PIN, and opens the menu for the right one, with the guest gone before', async () => {
    const { send, screen, logged } = await start();
    await send({ type: 'text.submit', text: 'Where is the pool?', source: 'typed' });
    expect(await send({ type: 'operator.open' })).toEqual({ stage: 'pin', wrong: false, retryAfterMs: 0 });
    expect(screen.all('session.ended')).toEqual([]);
    const view = await send({ type: 'operator.pin', pin: '4711' });
    expect(view).toMatchObject({ stage: 'menu', actions: expect.arrayContaining(['restart', 'quit', 'diagnose']) });
    expect(screen.last('session.ended')).toMatchObject({ reason: 'operator' });
    const order = screen.received.map(({ type }) => type);
    expect(order.lastIndexOf('session.ended')).toBeLessThan(order.lastIndexOf('operator.view'));
    expect(logged('operator.entered')).toHaveLength(1);
  });

  it('says that a PIN was wrong and how long to wait, logs it without its digits, and the guest stays', async () => {
    const { send, screen, log } = await start();
    await send({ type: 'session.start', trigger: 'touch' });
    await send({ type: 'operator.open' });
    expect(await send({ type: 'operator.pin', pin: '987654' })).toEqual({ stage: 'pin', wrong: true, retryAfterMs: 1000 });
    expect(JSON.stringify(log.lines)).not.toContain('987654');
    expect(log.lines.map(({ event }) => event)).toContain('operator.pin-refused');
    expect(await send({ type: 'operator.close' })).toBeNull();
    expect(screen.all('session.ended')).toEqual([]);
  });

  it.each(['restart', 'quit', 'diagnose', 'connect', 'staff', 'reload', 'calibrate'] as const)(
    'does no %s before the PIN',
    async (action) => {
      const { send, screen, done } = await start();
      await send({ type: 'operator.action', action });
      await send({ type: 'operator.open' });
      expect(await send({ type: 'operator.action', action })).toMatchObject({ stage: 'pin' });
      await send({ type: 'operator.enrol', code: 'hotel/AAAA-BBBB-CCCC' });
      await send({ type: 'operator.back' });
      expect(done).toEqual([]);
      expect(screen.all('operator.go')).toEqual([]);
    },
  );

  it('has no PIN of its own: where none is chosen it leads to the staff page', async () => {
    const { send, screen } = await start({}, null);
    expect(await send({ type: 'operator.open' })).toEqual({ stage: 'no-pin', onStaffPage: true });
    await send({ type: 'operator.pin', pin: '0000' });
    await send({ type: 'operator.action', action: 'restart' });
    expect(screen.last('operator.view')?.view).toMatchObject({ stage: 'no-pin' });
    await send({ type: 'operator.action', action: 'staff' });
    expect(screen.last('operator.go')).toMatchObject({ to: 'staff' });
  });

  it('leads nowhere where it is too late to choose one at a screen, and a staff screen takes none either', async () => {
    const { send, screen, open, logged } = await start({}, null, { pinLate: true });
    expect(await send({ type: 'operator.open' })).toEqual({ stage: 'no-pin', onStaffPage: false });
    await send({ type: 'operator.action', action: 'staff' });
    expect(screen.all('operator.go')).toEqual([]);
    const staff = open('staff');
    await settle();
    expect(staff.last('welcome')?.staff).toEqual({ pinSet: false, mayChoosePin: false });
    staff.send({ type: 'staff.signIn', pin: '4711' });
    await settle();
    expect(staff.all('staff.signedIn')).toEqual([]);
    expect(staff.last('staff.refused')).toMatchObject({ retryAfterMs: 0 });
    expect(logged('staff PIN set')).toEqual([]);
  });

  it('is not there without the tools for it, as in a preview', async () => {
    const { open } = createKioskHarness();
    const screen = open();
    screen.send({ type: 'operator.open' });
    await settle();
    expect(screen.all('operator.view')).toEqual([]);
  });
});

describe('inside', () => {
  it('serves no guest, and does again afterwards', async () => {
    const { send, screen, kiosk } = await inside();
    expect(kiosk.idle()).toBe(false);
    await send({ type: 'text.submit', text: 'Where is the pool?', source: 'typed' });
    await send({ type: 'badge.scan', source: 'wedge', payload: 'OK:ana' });
    expect(screen.all('session.started')).toEqual([]);
    await send({ type: 'operator.close' });
    expect(kiosk.idle()).toBe(true);
    await send({ type: 'text.submit', text: 'Where is the pool?', source: 'typed' });
    expect(screen.all('session.started')).toHaveLength(1);
  });

  it('closes after a minute without a sign of life', async () => {
    const { send, screen, clock, logged } = await inside();
    clock.advance(CLOSES_AFTER_MS - 1);
    await send({ type: 'operator.touch' });
    clock.advance(CLOSES_AFTER_MS - 1);
    await settle();
    expect(screen.last('operator.view')?.view).not.toBeNull();
    clock.advance(1);
    await settle();
    expect(screen.last('operator.view')?.view).toBeNull();
    expect(logged('operator.left').at(-1)?.fields).toEqual({ why: 'idle' });
  });

  it('leaves no timer to a kiosk that closes, which would keep its process', async () => {
    const { kiosk, clock } = await inside();
    kiosk.close();
    await settle();
    expect(clock.pending).toBe(0);
  });

  it('is nobody any more on a screen that takes over', async () => {
    const { open } = await inside();
    const next = open();
    await settle();
    next.send({ type: 'operator.action', action: 'quit' });
    await settle();
    expect(next.all('operator.view')).toEqual([]);
  });

  it.each([
    ['restart', ['restart']],
    ['quit', ['quit']],
  ] as const)('does a %s, and says so in the log', async (action, expected) => {
    const { send, done, logged } = await inside();
    await send({ type: 'operator.action', action });
    expect(done).toEqual(expected);
    expect(logged('operator.action').at(-1)?.fields).toEqual({ action });
  });

  it('offers neither restart nor quit where nothing would come of them', async () => {
    const { screen } = await inside({ restart: undefined, quit: undefined });
    const view = screen.last('operator.view')?.view;
    expect(view?.stage === 'menu' && view.actions).toEqual(['reload', 'calibrate', 'staff', 'connect', 'diagnose']);
  });

  it('sends its screen to the pages of staff, and loads it anew', async () => {
    const { send, screen } = await inside();
    for (const action of ['reload', 'staff', 'calibrate'] as const) await send({ type: 'operator.action', action });
    expect(screen.all('operator.go').map(({ to }) => to)).toEqual(['again', 'staff', 'calibrate']);
  });

  it('tells each check as it is done, and stays open while they run', async () => {
    let tell: (check: Check) => void = () => {};
    const ended = Promise.withResolvers<void>();
    const { send, screen, clock } = await inside({
      diagnose: (onCheck) => {
        tell = onCheck;
        return ended.promise;
      },
    });
    expect(await send({ type: 'operator.action', action: 'diagnose' })).toMatchObject({ stage: 'diagnose', running: true, checks: [] });
    clock.advance(CLOSES_AFTER_MS * 3);
    tell({ name: 'clock', state: 'warn', message: 'not in step', remedy: 'Turn on NTP.' });
    await settle();
    expect(screen.last('operator.view')?.view).toMatchObject({ running: true, checks: [{ name: 'clock' }] });
    ended.resolve();
    await settle();
    expect(screen.last('operator.view')?.view).toMatchObject({ running: false });
    clock.advance(CLOSES_AFTER_MS);
    await settle();
    expect(screen.last('operator.view')?.view).toBeNull();
  });

  it('says when the checks themselves broke off, and tells none of a run that was left', async () => {
    const { send } = await inside({ diagnose: () => Promise.reject(new Error('boom')) });
    expect(await send({ type: 'operator.action', action: 'diagnose' })).toMatchObject({ running: false, checks: [{ state: 'fail' }] });
    let tell: (check: Check) => void = () => {};
    const slow = await inside({
      diagnose: (onCheck) => {
        tell = onCheck;
        return new Promise(() => {});
      },
    });
    await slow.send({ type: 'operator.action', action: 'diagnose' });
    await slow.send({ type: 'operator.back' });
    tell({ name: 'late', state: 'ok', message: '' });
    await settle();
    expect(slow.screen.last('operator.view')?.view).toMatchObject({ stage: 'menu' });
  });

  it('enrols with a code, and says what came of it without writing the code to the log', async () => {
    const { send, done, log } = await inside();
    expect(await send({ type: 'operator.action', action: 'connect' })).toMatchObject({ stage: 'connect', busy: false, outcome: null });
    expect(await send({ type: 'operator.enrol', code: 'hotel/AAAA-BBBB-CCCC' })).toMatchObject({
      outcome: { ok: true, message: 'hotel, dev_1' },
    });
    expect(done).toEqual(['enrol hotel/AAAA-BBBB-CCCC']);
    expect(JSON.stringify(log.lines)).not.toContain('AAAA');
    const refused = new FoyerError('"x" is not an enrolment code', { fault: 'operator', code: 'bad-enrol-code', remedy: 'Make another.' });
    const second = await inside({ enrol: () => Promise.reject(refused) });
    await second.send({ type: 'operator.action', action: 'connect' });
    expect(await second.send({ type: 'operator.enrol', code: 'x' })).toMatchObject({ outcome: { ok: false, remedy: 'Make another.' } });
    expect(second.logged('operator.enrol-failed').at(-1)?.fields).toEqual({ code: 'bad-enrol-code' });
  });
});
