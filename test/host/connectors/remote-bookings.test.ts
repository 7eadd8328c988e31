import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type BookingsConnector, connectorSchema } from '../../../core/contract/connector.ts';
import { createCircuitBreaker } from '../../../host/connectors/circuit-breaker.ts';
import { openRemoteBookings } from '../../../host/connectors/remote-bookings.ts';
import { createSystemClock } from '../../../host/system.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A system that answers every call with the same, or with what a function gives, whatever it was asked. */
async function openSystem(result: unknown) {
  const server = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ result: typeof result === 'function' ? result() : result }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}/bookings`;
  const connector = connectorSchema.parse({ kind: 'bookings', url, allow: [host], privateNetwork: true }) as BookingsConnector;
  const clock = createSystemClock();
  const remote = openRemoteBookings('reservations', connector, {
    clock,
    log: createRecordingLog(),
    env: {},
    kioskName: 'Lobby',
    breaker: (_, limits) => createCircuitBreaker({ ...limits, clock }),
  });
  closing.push(remote.close);
  return remote.store;
}

const booking = (id: string, owner: object) => ({
  id,
  owner,
  reference: 'K7R4',
  kind: 'table',
  target: { type: 'place', id: 'grill' },
  title: 'Grill',
  placeId: null,
  from: '2026-05-12T19:00',
  to: '2026-05-12T21:00',
  party: 2,
  note: '',
  sessionId: 's',
  status: 'booked',
  reason: '',
  notice: null,
  createdAt: '2026-05-12T10:00',
});

it("shows no other guest's booking, whatever the system answers", async () => {
  const ada = { kind: 'guest', id: 'ada' } as const;
  const store = await openSystem([
    booking('hers', ada),
    booking('of another', { kind: 'guest', id: 'bob' }),
    booking('of a session', { kind: 'session', id: 'ada' }),
  ]);
  expect((await store.ofOwner(ada, '2026-05-12T10:00')).map(({ id }) => id)).toEqual(['hers']);
});

const ADA = { kind: 'guest', id: 'ada' } as const;
const BOB = { kind: 'guest', id: 'bob' } as const;
const refused = { code: 'connector-bad-answer' };

it('takes no other booking for the one that was asked for', async () => {
  const { id: _, createdAt, reference, status, reason, notice, ...made } = booking('new', ADA);
  const wanted = { ...made, owner: ADA, kind: 'table', target: { type: 'place', id: 'grill' }, createdAt } as const;
  const another = await openSystem({ ok: true, booking: booking('new', BOB), repeated: false });
  await expect(another.book(wanted, 4, 'key')).rejects.toMatchObject(refused);
  await expect(another.change('hers', { from: made.from, to: made.to, party: 3 }, 4, 'key')).rejects.toMatchObject(refused);
  const own = await openSystem({ ok: true, booking: booking('new', ADA), repeated: false });
  await expect(own.book(wanted, 4, 'key')).resolves.toMatchObject({ ok: true });
  const cancelled = await openSystem(booking('another', ADA));
  await expect(cancelled.cancel('hers', null)).rejects.toMatchObject(refused);
});

it('knows whose a booking was that is changed', async () => {
  const results: unknown[] = [[booking('hers', ADA)], { ...booking('hers', BOB), status: 'cancelled' }];
  const store = await openSystem(() => results.shift());
  expect(await store.ofOwner(ADA, '2026-05-12T10:00')).toHaveLength(1);
  await expect(store.cancel('hers', null)).rejects.toMatchObject(refused);
});
