import { describe, expect, it } from 'vitest';
import { SIGNED_IN_FOR_MS } from '../../../../core/kiosk/staff/sign-ins.ts';
import { createKioskHarness, settle } from '../kiosk-harness.ts';

const signedIn = async (harness: ReturnType<typeof createKioskHarness>) => {
  const screen = harness.open('staff');
  screen.send({ type: 'staff.signIn', pin: '2468' });
  await settle();
  expect(screen.all('staff.signedIn')).toHaveLength(1);
  return screen;
};
const asks = { type: 'staff.request.update', requestId: 'none', status: 'seen' } as const;

describe('a signed-in staff screen', () => {
  it('is signed out when nobody uses it, and can do nothing then', async () => {
    const harness = createKioskHarness();
    const screen = await signedIn(harness);
    harness.clock.advance(SIGNED_IN_FOR_MS - 1);
    screen.send({ type: 'staff.touch' });
    await settle();
    harness.clock.advance(SIGNED_IN_FOR_MS - 1);
    await settle();
    expect(screen.all('staff.signedOut')).toEqual([]);
    harness.clock.advance(1);
    await settle();
    expect(screen.last('staff.signedOut')).toMatchObject({ reason: 'idle' });
    screen.send(asks);
    await settle();
    expect(screen.last('refused')).toMatchObject({ code: 'not-allowed' });
    harness.requests.create({ kind: 'help', title: 'Help', detail: '', placeName: '', createdAt: '2026-05-12T10:00' });
    await settle();
    expect(screen.last('staff.requests')?.requests).toEqual([]);
  });

  it('can sign out, and in again', async () => {
    const harness = createKioskHarness();
    const screen = await signedIn(harness);
    screen.send({ type: 'staff.signOut' });
    screen.send(asks);
    await settle();
    expect(screen.last('staff.signedOut')).toMatchObject({ reason: 'asked' });
    expect(screen.all('refused')).toHaveLength(1);
    screen.send({ type: 'staff.signIn', pin: '2468' });
    await settle();
    expect(screen.all('staff.signedIn')).toHaveLength(2);
  });

  it('takes its sign-in with it when it goes: a new one begins signed out, and no timer stays', async () => {
    const harness = createKioskHarness();
    const running = harness.clock.pending;
    const screen = await signedIn(harness);
    screen.connection.close('gone');
    await settle();
    expect(harness.clock.pending).toBe(running);
    const next = harness.open('staff');
    next.send(asks);
    await settle();
    expect(next.last('refused')).toMatchObject({ code: 'not-allowed' });
  });

  it('of a kiosk without data of its own sees requests, and is told nothing of a venue', async () => {
    const screen = await signedIn(createKioskHarness());
    screen.send({ type: 'staff.preview.open' });
    await settle();
    expect(screen.last('staff.failed')).toMatchObject({ code: 'no-preview' });
  });
});
