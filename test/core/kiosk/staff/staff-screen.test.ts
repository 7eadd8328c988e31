import { describe, expect, it } from 'vitest';
import { createKioskHarness, settle } from '../kiosk-harness.ts';

describe('why a part is down', () => {
  it('is told to signed-in staff, never to a guest screen or one that only says it is staff', async () => {
    const { open } = createKioskHarness();
    const guest = open();
    const staff = open('staff');
    await settle();
    const reason = 'no venue in this test';
    expect(guest.last('welcome')?.capabilities.venue).toEqual({ state: 'unavailable' });
    expect(JSON.stringify([guest.received, staff.received])).not.toContain(reason);
    staff.send({ type: 'staff.signIn', pin: '1234' });
    await settle();
    expect(staff.last('capabilities')?.capabilities.venue.reason).toBe(reason);
  });
});

describe('staff', () => {
  it('see requests and traces only after signing in, and work requests off', async () => {
    const { open, requests } = createKioskHarness();
    const guest = open();
    const staff = open('staff');
    requests.create({ kind: 'help', title: 'Help', detail: '', placeName: 'Lobby', createdAt: '2026-05-12T10:00' });
    guest.send({ type: 'text.submit', text: 'spa', source: 'typed' });
    await settle();
    expect(staff.all('staff.requests')).toHaveLength(0);
    expect(staff.all('trace')).toHaveLength(0);
    staff.send({ type: 'staff.request.update', requestId: 'request-1', status: 'done' });
    await settle();
    expect(staff.last('refused')?.code).toBe('not-allowed');
    staff.send({ type: 'staff.signIn', pin: '1234' });
    await settle();
    expect(staff.last('staff.signedIn')).toBeDefined();
    staff.send({ type: 'staff.request.update', requestId: 'request-1', status: 'done' });
    await settle();
    expect(staff.last('staff.requests')?.requests[0]).toMatchObject({ id: 'request-1', status: 'done' });
    guest.send({ type: 'text.submit', text: 'bar', source: 'typed' });
    await settle();
    expect(staff.last('trace')?.step.stage).toBe('perceive');
    const other = open('staff');
    other.send({ type: 'staff.signIn', pin: '9999' });
    await settle();
    expect(other.last('staff.refused')?.retryAfterMs).toBe(1000);
    expect(guest.all('trace')).toHaveLength(0);
  });
});
