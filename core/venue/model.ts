import { z } from 'zod';
import { idSchema, localDateTimeSchema, localeSchema, pointSchema } from '../contract/primitives.ts';

/**
 * The venue as Foyer knows it: one immutable snapshot, read whole from its SQLite file. Importers
 * make it, tools read it, nobody changes it. What is added to it is optional and has no default: a
 * published file's hash covers its content, and one of an older program must still be what it was.
 */

/** Text in the venue's main language, or one text a language. */
export const localTextSchema = z.union([z.string(), z.record(localeSchema, z.string())]);
export type LocalText = z.infer<typeof localTextSchema>;

/** The text in `locale`, else in its base language, else in the main language, else any. */
export function textIn(text: LocalText | undefined, locale: string, main = 'en'): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  const base = locale.split('-')[0] ?? locale;
  return text[locale] ?? text[base] ?? text[main] ?? Object.values(text)[0] ?? '';
}

/** What something costs whom: "children under 12", "family", "concession". In the venue's currency; 0 is free of charge. */
export const groupPriceSchema = z.object({ group: localTextSchema, price: z.number().nonnegative(), note: localTextSchema.optional() });
export type GroupPrice = z.infer<typeof groupPriceSchema>;

export const placeKindSchema = z.enum([
  'room', // conference and meeting rooms
  'hall', // exhibition and ball rooms
  'stand', // an exhibitor's stand
  'restaurant',
  'bar',
  'cafe',
  'shop',
  'desk', // reception, registration, concierge, information
  'service', // cloakroom, luggage, business centre, first aid, prayer room, …
  'leisure', // spa, gym, pool, terrace
  'toilet',
  'lift',
  'stairs',
  'entrance',
  'exit', // emergency exits
  'parking',
  'transport', // taxi rank, bus stop, bicycle stand
  'kiosk', // where a Foyer kiosk stands
  'guestrooms', // a wing or corridor of hotel rooms
  'other',
]);
export type PlaceKind = z.infer<typeof placeKindSchema>;

export const floorSchema = z.object({
  id: idSchema,
  name: localTextSchema,
  level: z.number(),
  widthM: z.number().positive(),
  heightM: z.number().positive(),
  outline: z.array(pointSchema).default([]),
  /** Drawn, not asked about: corridors, walls of closed areas, planting, water. */
  decor: z.array(z.object({ kind: z.string(), name: z.string().default(''), polygon: z.array(pointSchema).min(3) })).default([]),
});
export type Floor = z.infer<typeof floorSchema>;

/** Id of the floor of rooms whose floor nobody said. It has no plan and no paths. */
export const UNPLANNED_FLOOR = 'venue';

/** Tables, or whatever else can be kept for a party at a time: a bench in the spa, a desk. */
export const placeBookingSchema = z.object({
  /** Guests that can be seated at once by booking; a house that keeps tables for walk-ins gives fewer than it has. */
  seats: z.number().int().positive(),
  /** A larger party is for staff. */
  maxParty: z.number().int().positive().optional(),
  /** Tables start on this grid from opening; left out: 30. */
  slotMinutes: z.number().int().min(5).max(720).optional(),
  /** How long a party keeps its seats; left out: 90. */
  stayMinutes: z.number().int().min(5).max(1440).optional(),
  /** The last party arrives this long before closing; left out: `stayMinutes`. */
  lastArrivalMinutes: z.number().int().nonnegative().optional(),
  /** Booked at least this long before; left out: until it begins. */
  noticeMinutes: z.number().int().nonnegative().optional(),
  /** Booked at most this many days ahead; left out: 60. */
  daysAhead: z.number().int().nonnegative().optional(),
  /** When tables are booked, where that is not whenever the place is open; as `hours` of a place. */
  hours: z.string().optional(),
});
export type PlaceBooking = z.infer<typeof placeBookingSchema>;

/** A tour, a tasting, a transfer: it departs at fixed times and takes so many. */
export const departuresSchema = z.object({
  /** Each span is one departure: "Mo-Fr 11:00-12:00,15:00-16:00; Sa 10:00-11:00". Same syntax as opening hours. */
  departures: z.string(),
  /** Guests on each. */
  seats: z.number().int().positive(),
  maxParty: z.number().int().positive().optional(),
  noticeMinutes: z.number().int().nonnegative().optional(),
  daysAhead: z.number().int().nonnegative().optional(),
});
export type Departures = z.infer<typeof departuresSchema>;

export const placeSchema = z.object({
  id: idSchema,
  name: localTextSchema,
  kind: placeKindSchema,
  floorId: idSchema,
  /** Where a person is when they have arrived: the door or the counter. */
  at: pointSchema,
  polygon: z.array(pointSchema).optional(),
  description: localTextSchema.optional(),
  /** OpenStreetMap opening-hours subset (see hours.ts): "Mo-Fr 07:00-22:00; Sa,Su 08:00-23:00". */
  hours: z.string().optional(),
  aliases: z.array(z.string()).default([]),
  tags: z.array(z.string()).default([]),
  phone: z.string().optional(),
  /** Can be reached and used without a step. */
  stepFree: z.boolean().optional(),
  capacity: z.number().int().positive().optional(),
  /** Guests can book a table here; left out: they cannot. */
  booking: placeBookingSchema.optional(),
});
export type Place = z.infer<typeof placeSchema>;

export const pathNodeSchema = z.object({ id: idSchema, floorId: idSchema, at: pointSchema, placeId: idSchema.optional() });
export type PathNode = z.infer<typeof pathNodeSchema>;

export const pathEdgeSchema = z.object({
  from: idSchema,
  to: idSchema,
  kind: z.enum(['walk', 'stairs', 'lift', 'escalator', 'ramp']),
  closed: z.boolean().default(false),
  /** Only from `from` to `to`: an escalator that runs up. */
  oneWay: z.boolean().optional(),
});
export type PathEdge = z.infer<typeof pathEdgeSchema>;

export const speakerSchema = z.object({
  id: idSchema,
  name: z.string(),
  role: localTextSchema.optional(),
  organisation: z.string().optional(),
  bio: localTextSchema.optional(),
  /** Other names and spellings, such as what a recogniser makes of the name. */
  aliases: z.array(z.string()).optional(),
});
export type Speaker = z.infer<typeof speakerSchema>;

export const sessionSchema = z.object({
  id: idSchema,
  title: localTextSchema,
  /** Venue wall clock. For a rolling venue these are the dates of the file; see `rolling`. */
  startsAt: localDateTimeSchema,
  endsAt: localDateTimeSchema,
  roomId: idSchema.nullable(),
  speakerIds: z.array(idSchema).default([]),
  track: z.string().optional(),
  kind: z.string().optional(),
  language: z.string().optional(),
  abstract: localTextSchema.optional(),
  tags: z.array(z.string()).default([]),
  status: z.enum(['scheduled', 'cancelled']).default('scheduled'),
  /** Seats that guests can book; left out: none, or the room's capacity where the venue has `seatsBookable`. */
  seats: z.number().int().positive().optional(),
});
export type Session = z.infer<typeof sessionSchema>;

export const exhibitorSchema = z.object({
  id: idSchema,
  name: z.string(),
  description: localTextSchema.optional(),
  stand: z.string().optional(),
  placeId: idSchema.optional(),
  categories: z.array(z.string()).default([]),
  aliases: z.array(z.string()).default([]),
  website: z.string().optional(),
});
export type Exhibitor = z.infer<typeof exhibitorSchema>;

export const menuItemSchema = z.object({
  name: localTextSchema,
  description: localTextSchema.optional(),
  /** In the venue's currency; null when the venue did not say. */
  price: z.number().nonnegative().nullable().default(null),
  /** EU-14 names in lower case: gluten, crustaceans, eggs, fish, peanuts, soya, milk, nuts, celery, mustard, sesame, sulphites, lupin, molluscs. */
  allergens: z.array(z.string()).default([]),
  /** vegetarian, vegan, halal, kosher, gluten-free, lactose-free, … */
  diets: z.array(z.string()).default([]),
});
export type MenuItem = z.infer<typeof menuItemSchema>;

export const menuSchema = z.object({
  placeId: idSchema,
  sections: z.array(z.object({ title: localTextSchema, items: z.array(menuItemSchema) })),
});
export type Menu = z.infer<typeof menuSchema>;

/** Something staff do for a guest: towels, luggage, a taxi. */
export const serviceSchema = z.object({
  id: idSchema,
  name: localTextSchema,
  description: localTextSchema.optional(),
  placeId: idSchema.optional(),
  hours: z.string().optional(),
  aliases: z.array(z.string()).default([]),
  /** Can be asked for at the kiosk: becomes a request that staff see. */
  requestable: z.boolean().default(false),
  priceText: localTextSchema.optional(),
  /** By group, for admission and the like; priceText when one price is all there is. */
  prices: z.array(groupPriceSchema).optional(),
  /** Departures that guests can book. */
  booking: departuresSchema.optional(),
});
export type Service = z.infer<typeof serviceSchema>;

export const faqSchema = z.object({
  id: idSchema,
  /** The first is shown; all of them are matched. */
  questions: z.array(localTextSchema).min(1),
  answer: localTextSchema,
  /** Policy wording: answer exactly as written, never paraphrased. */
  exact: z.boolean().default(false),
  tags: z.array(z.string()).default([]),
  placeId: idSchema.optional(),
});
export type Faq = z.infer<typeof faqSchema>;

export const emergencySchema = z.object({
  title: localTextSchema,
  text: localTextSchema,
  steps: z.array(localTextSchema).default([]),
  contacts: z.array(z.object({ label: localTextSchema, number: z.string() })).default([]),
  /** Where to gather outside, and where first aid and the defibrillator are. */
  assemblyPlaceId: idSchema.optional(),
  firstAidPlaceId: idSchema.optional(),
  defibrillatorPlaceId: idSchema.optional(),
});

export const venueSchema = z.object({
  id: idSchema,
  name: z.string(),
  tagline: localTextSchema.optional(),
  /** IANA zone: "Europe/Berlin". */
  timezone: z.string(),
  languages: z.array(localeSchema).min(1),
  currency: z.string().length(3).default('EUR'),
  eventName: z.string().optional(),
  /** First and last day of the event as in the file, "2026-05-12". */
  eventDays: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)).default([]),
  /**
   * A demo whose event never ends: when read, every session date is moved by whole multiples of the
   * event's length so that today is one of its days.
   */
  rolling: z.boolean().default(false),
  /** Where a kiosk stands that says nothing else. */
  defaultPlaceId: idSchema.optional(),
  floors: z.array(floorSchema),
  places: z.array(placeSchema),
  nodes: z.array(pathNodeSchema),
  edges: z.array(pathEdgeSchema),
  speakers: z.array(speakerSchema),
  sessions: z.array(sessionSchema),
  exhibitors: z.array(exhibitorSchema),
  menus: z.array(menuSchema),
  services: z.array(serviceSchema),
  faqs: z.array(faqSchema),
  emergency: emergencySchema.optional(),
  /** Public holidays, "2026-12-25": what "PH" in opening hours stands for. */
  holidays: z.array(z.object({ date: z.iso.date(), name: localTextSchema.optional() })).optional(),
  /** Seats of every session in a room of known capacity can be booked. */
  seatsBookable: z.boolean().optional(),
  /** Opening suggestions for the attract screen, one question each. */
  openers: z.array(localTextSchema).default([]),
  /** A notice of staff that every screen shows, by language. */
  banner: z.record(localeSchema, z.string()).optional(),
});
export type Venue = z.infer<typeof venueSchema>;
