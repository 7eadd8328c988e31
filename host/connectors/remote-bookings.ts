import { z } from 'zod';
import { BOOKING_KINDS, type Booking, type BookingOwner, TITLE_LENGTH } from '../../core/booking/booking.ts';
import type { BookingsConnector } from '../../core/contract/connector.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import { localDateTimeSchema } from '../../core/contract/primitives.ts';
import type { BookingStore } from '../../core/ports.ts';
import { askJson } from './ask-json.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { sentKey } from './http-tool.ts';
import { headersOf } from './secrets.ts';

const id = z.string().min(1).max(200);
const span = { from: localDateTimeSchema, to: localDateTimeSchema };
const party = z.number().int().positive().max(10_000);
const bookingSchema: z.ZodType<Booking> = z.object({
  ...span,
  id,
  reference: z.string().regex(/^[A-Z0-9]{2,12}$/),
  kind: z.enum(BOOKING_KINDS),
  target: z.object({ type: z.enum(['place', 'session', 'service']), id }),
  title: z.string().max(TITLE_LENGTH),
  placeId: id.nullable(),
  party,
  note: z.string().max(1000),
  owner: z.object({ kind: z.enum(['guest', 'session']), id }),
  sessionId: id,
  status: z.enum(['booked', 'cancelled']),
  reason: z.string().max(1000),
  notice: z.enum(['moved', 'cancelled', 'gone', 'withdrawn']).nullable(),
  createdAt: localDateTimeSchema,
});
const bookResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), booking: bookingSchema, repeated: z.boolean() }),
  z.object({ ok: z.literal(false), free: z.number().int().nonnegative() }),
]);
const takenSchema = z.array(z.object({ ...span, party })).max(10_000);
const bookingsSchema = z.array(bookingSchema).max(10_000);
const nothing = z.unknown().transform(() => undefined);

export interface RemoteBookings {
  readonly store: BookingStore;
  close(): Promise<void>;
}

const isSame = (a: BookingOwner, b: BookingOwner) => a.kind === b.kind && a.id === b.id;
/** Bookings whose owner is remembered, the latest; each is listed for its owner before it is changed. */
const MOST_KNOWN = 1000;

/** Bookings in a reservation system over HTTP: one POST a call, in the shapes of the port; docs/connectors.md tells them. */
export function openRemoteBookings(name: string, connector: BookingsConnector, deps: ConnectorDeps): RemoteBookings {
  const { timeoutMs, maxBytes } = connector;
  const guarded = createGuardedFetch(connector);
  const headers = headersOf(connector, deps.env);
  const closing = new AbortController();
  const listeners = new Set<() => void>();
  const told = () => {
    for (const listener of listeners) listener();
  };

  const call = <T>(method: string, body: object, answer: z.ZodType<T>, key?: string): Promise<T> =>
    deps.breaker(name, connector.breaker).run(async () => {
      const url = new URL(`${connector.url.replace(/\/$/, '')}/${method}`);
      const sent = { ...headers, ...(key !== undefined && { 'idempotency-key': sentKey(key) }) };
      const ask = { url, method: 'POST', headers: sent, body, timeoutMs, maxBytes };
      const { body: got } = await askJson(ask, { guarded, clock: deps.clock }, closing.signal);
      const read = z.object({ result: answer }).safeParse(got);
      if (read.success) return read.data.result as T;
      throw new FoyerError(`the reservation system's answer to "${method}" is wrong at ${read.error.issues[0]?.path.join('.')}`, {
        fault: 'network',
        code: 'connector-bad-answer',
        remedy: 'See docs/connectors.md for what it has to answer.',
      });
    });
  /** Tells of a change where there was one. */
  const changing = async <T>(result: Promise<T>, changed: (result: T) => boolean = () => true): Promise<T> => {
    const done = await result;
    if (changed(done)) told();
    return done;
  };
  const owners = new Map<string, BookingOwner>();
  const known = (bookings: readonly Booking[]) => {
    for (const { id, owner } of bookings) owners.set(id, owner);
    for (const oldest of owners.keys()) {
      if (owners.size <= MOST_KNOWN) break;
      owners.delete(oldest);
    }
    return bookings;
  };
  /** Whatever it answers, nobody is shown another guest's. */
  const isAsked = (id: string) => (booking: Booking) => {
    const owner = owners.get(id);
    return booking.id === id && (owner === undefined || isSame(booking.owner, owner));
  };
  const isNew = (result: z.infer<typeof bookResultSchema> | null) => result?.ok === true && !result.repeated;

  const store: BookingStore = {
    taken: (target, within) => call('taken', { target, span: within }, takenSchema),
    book(booking, capacity, key) {
      // A call that is repeated may find it with its guest already, who was recognised in the same session.
      const mine = (made: Booking, repeated: boolean) =>
        isSame(made.owner, booking.owner) || (repeated && made.sessionId === booking.sessionId);
      const answer = bookResultSchema.refine((result) => !result.ok || mine(result.booking, result.repeated));
      return changing(call('book', { booking, capacity, key: sentKey(key) }, answer, key), isNew);
    },
    change(id, move, capacity, key) {
      const answer = bookResultSchema.nullable().refine((result) => result?.ok !== true || isAsked(id)(result.booking));
      return changing(call('change', { id, move, capacity, key: sentKey(key) }, answer, key), isNew);
    },
    cancel(id, reason) {
      const answer = bookingSchema.nullable().refine((booking) => booking === null || isAsked(id)(booking));
      return changing(call('cancel', { id, reason }, answer), (done) => done !== null);
    },
    ofOwner: async (owner, from) =>
      known((await call('of-owner', { owner, from }, bookingsSchema)).filter((booking) => isSame(booking.owner, owner))),
    between: (from, to) => call('between', { from, to }, bookingsSchema),
    follow: (changes) => changing(call('follow', { changes }, nothing)),
    adopt: (sessionId, owner) => changing(call('adopt', { sessionId, owner }, nothing)),
    forget: (owner) => changing(call('forget', { owner }, nothing)),
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    store,
    async close() {
      closing.abort();
      await guarded.close();
    },
  };
}
