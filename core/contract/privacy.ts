import { z } from 'zod';
import { endpointKeepsSchema } from './cloud-config.ts';

const days = z.number().int().positive();
const host = z.string().min(1);

/** `privacy` of the configuration: who answers for what is kept. */
export const privacyConfigSchema = z.strictObject({
  /** Who is responsible, as a notice names them: "Harbour House Hotel GmbH, Quay 1, 20457 Hamburg". */
  controller: z.string().min(1).max(200).optional(),
  /** How to reach them or their data protection officer: an address, a telephone number. */
  contact: z.string().min(1).max(200).optional(),
  /** The whole privacy policy; shown as a QR code. */
  url: z
    .url({ protocol: /^https$/ })
    .max(300)
    .optional(),
});

/** What this kiosk does with data, as it is configured: facts, which the screen puts into the guest's language. */
export const privacyNoticeSchema = z.object({
  controller: z.string().nullable(),
  contact: z.string().nullable(),
  url: z.string().nullable(),
  /** Speech is turned into words on this machine; false: it does not listen. */
  hears: z.boolean(),
  /** When the camera is on for badges; and whether the face looks where something moves. */
  camera: z.object({ badges: z.enum(['off', 'on-request', 'always-ready']), presence: z.boolean() }),
  /** The language model that may be asked, null: none. `here`: on this machine. `memory`: it is sent what a guest said earlier. */
  model: z.object({ host, here: z.boolean(), memory: z.boolean() }).nullable(),
  /** Of guests who agreed; null: nobody is remembered. A kind without days is kept as long as the guest. */
  memory: z.object({ guest: days, facts: days.nullable(), threads: days.nullable(), episodes: days.nullable(), turns: days }).nullable(),
  /** Where memory is shared through; null: it stays on this machine. */
  sync: z.object({ host, leaseDays: days }).nullable(),
  /** What guests leave with staff. */
  desk: z.object({ days, bookingDays: days }),
  /** Where contact details of guests who agreed to be contacted go. */
  crm: host.nullable(),
  /** Systems that are asked for guests. */
  connected: z.array(host),
  /** Questions without an answer, for staff; null: they are not kept. */
  unansweredDays: days.nullable(),
  /** How answers came about; null: nothing is written. */
  traces: z.object({ days, words: z.boolean() }).nullable(),
  /** An operator far away is told how the kiosk does: counts, without words. */
  counts: z.boolean(),
  /** Where memory, and what the operator is told, goes; null: nowhere. `keeps`: null where it has not said how long. */
  endpoint: z.object({ host, keeps: endpointKeepsSchema.nullable() }).nullable(),
});
export type PrivacyNotice = z.infer<typeof privacyNoticeSchema>;

export const privacyToScreen = [
  /** The guest has asked for it: the notice is to be shown. */
  z.object({ type: z.literal('privacy.show') }),
] as const;
