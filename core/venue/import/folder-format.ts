import { z } from 'zod';
import { idSchema, pointSchema } from '../../contract/index.ts';
import { isRealLocalDateTime } from '../local-time.ts';
import {
  emergencySchema,
  exhibitorSchema,
  faqSchema,
  floorSchema,
  menuSchema,
  pathEdgeSchema,
  pathNodeSchema,
  placeSchema,
  serviceSchema,
  sessionSchema,
  speakerSchema,
  venueSchema,
} from '../model.ts';
import { bookingRuleSchema } from './booking-rules.ts';
import type { Columns } from './read-csv.ts';

/** Foyer's own folder format: its files, their columns, and the schema of one record in each. */

export const SETTINGS_FILE = 'venue.yaml';

/** Settings of venue.yaml: everything of the venue that is not a list of things. */
export const settingsSchema = venueSchema.pick({
  id: true,
  name: true,
  tagline: true,
  timezone: true,
  languages: true,
  currency: true,
  eventName: true,
  eventDays: true,
  rolling: true,
  defaultPlaceId: true,
  openers: true,
  banner: true,
  holidays: true,
  seatsBookable: true,
});
export type VenueSettings = z.infer<typeof settingsSchema>;

export const TABLES = {
  'places.csv': {
    id: 'text',
    name: 'localised',
    kind: 'text',
    floorId: 'text',
    x: 'number',
    y: 'number',
    description: 'localised',
    hours: 'text',
    aliases: 'list',
    tags: 'list',
    phone: 'text',
    stepFree: 'boolean',
    capacity: 'number',
  },
  'sessions.csv': {
    id: 'text',
    title: 'localised',
    startsAt: 'text',
    endsAt: 'text',
    roomId: 'text',
    speakerIds: 'list',
    track: 'text',
    kind: 'text',
    language: 'text',
    abstract: 'localised',
    tags: 'list',
    status: 'text',
    seats: 'number',
  },
  'speakers.csv': { id: 'text', name: 'text', role: 'localised', organisation: 'text', bio: 'localised', aliases: 'list' },
  'exhibitors.csv': {
    id: 'text',
    name: 'text',
    description: 'localised',
    stand: 'text',
    placeId: 'text',
    categories: 'list',
    aliases: 'list',
    website: 'text',
  },
} as const satisfies Record<string, Columns>;

/** Files of the format, in the order in which they are read. */
export const FOLDER_FILES = [
  SETTINGS_FILE,
  'floors.yaml',
  'places.csv',
  'paths.yaml',
  'sessions.csv',
  'speakers.csv',
  'exhibitors.csv',
  'menus.yaml',
  'services.yaml',
  'bookings.yaml',
  'faq.yaml',
  'emergency.yaml',
] as const;
export type FolderFile = (typeof FOLDER_FILES)[number];

export function isFolderFile(name: string): name is FolderFile {
  return (FOLDER_FILES as readonly string[]).includes(name);
}

/** floors.yaml gives the shapes of places beside each floor. */
export const floorFileSchema = floorSchema.extend({
  areas: z.array(z.object({ placeId: idSchema, polygon: z.array(pointSchema).min(3) })).default([]),
});

/** A row of places.csv has "x" and "y" where the model has a point. */
export const placeRowSchema = placeSchema.omit({ at: true, polygon: true, booking: true }).extend({ x: z.number(), y: z.number() });

const realTime = z.string().refine(isRealLocalDateTime, 'a date and time that exist, such as "2026-05-12T14:00"');
export const sessionRowSchema = sessionSchema.extend({
  startsAt: realTime,
  endsAt: realTime,
  roomId: sessionSchema.shape.roomId.default(null),
});

export const listSchemas = {
  nodes: pathNodeSchema,
  edges: pathEdgeSchema,
  speakers: speakerSchema,
  exhibitors: exhibitorSchema,
  menus: menuSchema,
  services: serviceSchema,
  faqs: faqSchema,
  emergency: emergencySchema,
  bookings: bookingRuleSchema,
};
