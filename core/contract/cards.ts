import { z } from 'zod';
import { idSchema, localDateTimeSchema, pointSchema } from './primitives.ts';

/**
 * Answer cards: what the screen shows beside the spoken answer. Every text in a card is already in
 * the guest's language and comes from the venue's data; a card is complete in itself, so a screen
 * draws it without asking again.
 */

const text = z.string().max(4000);
const shortText = z.string().max(400);

export const openStateSchema = z.enum(['open', 'closing-soon', 'closed', 'unknown']);

export const placeViewSchema = z.object({
  id: idSchema,
  name: shortText,
  /** Kind from the venue model, such as "restaurant", "room", "toilet", "stand". */
  kind: z.string().max(60),
  floorId: idSchema,
  floorName: shortText,
  at: pointSchema,
  description: text.optional(),
  openState: openStateSchema,
  /** Hours in words for today: "Open until 22:00". */
  hoursText: shortText.optional(),
  stepFree: z.boolean().optional(),
  /** Short facts shown as labels, in the guest's language: "vegetarian", "step-free". */
  labels: z.array(shortText).max(12).default([]),
});
export type PlaceView = z.infer<typeof placeViewSchema>;

export const routeStepIconSchema = z.enum(['start', 'straight', 'left', 'right', 'lift', 'stairs', 'escalator', 'arrive']);

export const routeViewSchema = z.object({
  fromName: shortText,
  toName: shortText,
  stepFree: z.boolean(),
  distanceM: z.number().nonnegative(),
  durationS: z.number().nonnegative(),
  /** One leg per floor visited, in walking order. */
  legs: z.array(z.object({ floorId: idSchema, points: z.array(pointSchema).min(1) })).min(1),
  steps: z.array(z.object({ text: shortText, floorId: idSchema, distanceM: z.number().nonnegative(), icon: routeStepIconSchema })),
});
export type RouteView = z.infer<typeof routeViewSchema>;

export const sessionViewSchema = z.object({
  id: idSchema,
  title: shortText,
  speakers: z.array(z.object({ id: idSchema, name: shortText })),
  room: z.object({ id: idSchema, name: shortText, floorName: shortText }).nullable(),
  startsAt: localDateTimeSchema,
  endsAt: localDateTimeSchema,
  /** When, in words: "Today 14:00–14:45". */
  whenText: shortText,
  track: shortText.optional(),
  language: shortText.optional(),
  abstract: text.optional(),
  status: z.enum(['scheduled', 'cancelled']),
  phase: z.enum(['past', 'now', 'next', 'later']),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

export const menuItemViewSchema = z.object({
  name: shortText,
  description: text.optional(),
  priceText: shortText.optional(),
  allergens: z.array(shortText),
  diets: z.array(shortText),
});

/** `seen`: staff have read it; `coming`: somebody is on the way, or at it. */
export const requestStatusSchema = z.enum(['waiting', 'seen', 'coming', 'done', 'cancelled']);

const cardId = { id: idSchema };

export const cardSchema = z.discriminatedUnion('kind', [
  z.object({ ...cardId, kind: z.literal('place'), place: placeViewSchema, route: routeViewSchema.optional() }),
  z.object({ ...cardId, kind: z.literal('session'), session: sessionViewSchema }),
  z.object({
    ...cardId,
    kind: z.literal('sessions'),
    title: shortText,
    sessions: z.array(sessionViewSchema).max(40),
    /** How many there are in all; more than shown when the list was cut. */
    total: z.number().int().nonnegative(),
  }),
  z.object({
    ...cardId,
    kind: z.literal('list'),
    title: shortText,
    items: z
      .array(
        z.object({
          id: idSchema,
          title: shortText,
          subtitle: shortText.optional(),
          label: shortText.optional(),
          /** What touching the row asks, as if the guest had said it. */
          ask: shortText.optional(),
        }),
      )
      .max(40),
    total: z.number().int().nonnegative(),
  }),
  z.object({
    ...cardId,
    kind: z.literal('menu'),
    place: placeViewSchema,
    /** Diets or allergens the menu was filtered by, in words; empty when it is whole. */
    filters: z.array(shortText),
    sections: z.array(z.object({ title: shortText, items: z.array(menuItemViewSchema) })),
  }),
  z.object({
    ...cardId,
    kind: z.literal('faq'),
    question: shortText,
    answer: text,
    /** The answer must be given word for word. */
    exact: z.boolean(),
  }),
  z.object({
    ...cardId,
    kind: z.literal('exhibitor'),
    name: shortText,
    description: text.optional(),
    stand: shortText.optional(),
    categories: z.array(shortText),
    website: shortText.optional(),
    place: placeViewSchema.optional(),
  }),
  z.object({
    ...cardId,
    kind: z.literal('request'),
    requestId: idSchema,
    title: shortText,
    detail: text.optional(),
    status: requestStatusSchema,
    createdAt: localDateTimeSchema,
    /** Number to ask by. */
    ticket: shortText.optional(),
    /** What staff say to the guest about it. */
    note: shortText.optional(),
  }),
  z.object({
    ...cardId,
    kind: z.literal('qr'),
    title: shortText,
    /** What the code says; left out for a way, which the screen packs with its plan. */
    text: z.string().max(900).optional(),
    route: routeViewSchema.optional(),
  }),
  z.object({
    ...cardId,
    kind: z.literal('booking'),
    bookingId: idSchema,
    /** As the guest says it: "K7R4". */
    reference: z.string().min(1).max(12),
    what: z.enum(['table', 'seat', 'tour']),
    title: shortText,
    placeName: shortText.optional(),
    floorName: shortText.optional(),
    /** "Today 19:30–21:00". */
    whenText: shortText,
    startsAt: localDateTimeSchema,
    endsAt: localDateTimeSchema,
    party: z.number().int().positive(),
    status: z.enum(['booked', 'cancelled']),
    /** What happened to it without the guest; `withdrawn` by staff, for `reason`. */
    notice: z.enum(['moved', 'cancelled', 'gone', 'withdrawn']).optional(),
    note: shortText.optional(),
    reason: shortText.optional(),
  }),
  z.object({
    ...cardId,
    kind: z.literal('emergency'),
    title: shortText,
    text,
    contacts: z.array(z.object({ label: shortText, number: shortText })),
    steps: z.array(shortText),
  }),
]);
export type Card = z.infer<typeof cardSchema>;
export type CardKind = Card['kind'];
export type CardOf<K extends CardKind> = Extract<Card, { kind: K }>;
