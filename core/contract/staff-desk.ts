import { z } from 'zod';
import { idSchema, localDateTimeSchema } from './primitives.ts';

/**
 * What guests left with staff, beside requests: lost and found items, support cases, leads. Only a signed-in staff screen sends
 * or gets any of it; each command is answered by `staff.done` or `staff.failed`, and what changed is sent to all of them.
 */

const seq = z.number().int().positive();
const line = (max: number) => z.string().trim().min(1).max(max);
const words = (max: number) => z.string().trim().max(max);
const day = z.iso.date();

const item = {
  id: idSchema,
  ticket: z.string(),
  what: z.string(),
  where: z.string(),
  details: z.string(),
  /** Venue-local date on which it was lost or found. */
  day: z.string(),
  createdAt: localDateTimeSchema,
};

export const lostViewSchema = z.object({ ...item, state: z.enum(['searching', 'maybe', 'found', 'collected', 'closed']) });
export type LostView = z.infer<typeof lostViewSchema>;

export const foundViewSchema = z.object({ ...item, state: z.enum(['kept', 'given']), by: z.enum(['guest', 'staff']) });
export type FoundView = z.infer<typeof foundViewSchema>;

/** A lost and a found item that may be the same; `confirmed` by staff. */
export const matchViewSchema = z.object({ lostId: idSchema, foundId: idSchema, score: z.number().min(0).max(1), confirmed: z.boolean() });
export type MatchView = z.infer<typeof matchViewSchema>;

export const caseViewSchema = z.object({
  id: idSchema,
  ticket: z.string(),
  about: z.string(),
  detail: z.string(),
  status: z.enum(['open', 'closed']),
  note: z.string(),
  createdAt: localDateTimeSchema,
  updatedAt: localDateTimeSchema,
});
export type CaseView = z.infer<typeof caseViewSchema>;

export const leadViewSchema = z.object({
  id: idSchema,
  ticket: z.string(),
  need: z.string(),
  size: z.string(),
  budget: z.string(),
  timeframe: z.string(),
  /** Both empty unless the guest agreed to be contacted. */
  contactName: z.string(),
  contact: z.string(),
  score: z.number().min(0).max(100),
  createdAt: localDateTimeSchema,
  /** Of the push to the CRM; "off": there is none, or nothing to push. */
  delivery: z.enum(['off', 'waiting', 'sent', 'dead']),
  /** Why the last try failed. */
  problem: z.string(),
});
export type LeadView = z.infer<typeof leadViewSchema>;

export const staffDeskToKiosk = [
  /** Something was handed in. */
  z.strictObject({
    type: z.literal('staff.item.found'),
    seq,
    what: line(200),
    where: words(200).default(''),
    details: words(500).default(''),
    /** Left out: today. */
    day: day.optional(),
  }),
  /** It is the same item, or it is not and is not proposed again. */
  z.strictObject({ type: z.literal('staff.item.decide'), seq, lostId: idSchema, foundId: idSchema, same: z.boolean() }),
  /** The guest has it back. */
  z.strictObject({ type: z.literal('staff.item.collected'), seq, lostId: idSchema }),
  /** A lost item is not looked for any more, or a found one is not here any more. */
  z.strictObject({ type: z.literal('staff.item.close'), seq, itemId: idSchema }),
  /** `note` is for the guest, who sees it when they ask. */
  z.strictObject({
    type: z.literal('staff.case.update'),
    seq,
    caseId: idSchema,
    status: z.enum(['open', 'closed']),
    note: words(300).optional(),
  }),
  /** Tries once more to push a lead that was given up. */
  z.strictObject({ type: z.literal('staff.lead.retry'), seq, leadId: idSchema }),
] as const;

export const staffDeskToScreen = [
  z.object({
    type: z.literal('staff.items'),
    lost: z.array(lostViewSchema),
    found: z.array(foundViewSchema),
    matches: z.array(matchViewSchema),
  }),
  z.object({ type: z.literal('staff.cases'), cases: z.array(caseViewSchema) }),
  z.object({ type: z.literal('staff.leads'), leads: z.array(leadViewSchema) }),
] as const;
