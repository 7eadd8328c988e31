import { z } from 'zod';
import { accessToKiosk } from './access.ts';
import { guestMemoryToKiosk } from './guest-memory.ts';
import { operatorToKiosk } from './operator-menu.ts';
import { idSchema, localeSchema } from './primitives.ts';
import { MAX_GUEST_TEXT, MAX_SCANNED_TEXT } from './protocol.ts';
import { previewSchema, staffConsoleToKiosk } from './staff-console.ts';
import { staffDeskToKiosk } from './staff-desk.ts';

/**
 * Messages from a screen to the kiosk. Every one carries `seq`, strictly increasing per connection;
 * the first must be `hello`. Microphone audio travels beside them as binary (see binary.ts).
 */

const seq = z.number().int().positive();
const turn = z.number().int().nonnegative();
const sentence = z.number().int().nonnegative();
const heardMs = z.number().nonnegative().finite();

/** What the microphone is doing, as the screen knows it. */
export const micStateSchema = z.enum(['off', 'starting', 'on', 'muted', 'denied', 'absent', 'failed']);
export type MicState = z.infer<typeof micStateSchema>;

/** What the camera is doing; it is off unless a badge is being scanned or the operator keeps it ready. */
export const cameraStateSchema = z.enum(['off', 'starting', 'on', 'denied', 'absent', 'failed']);

const guestMessages = [
  /** A guest is here (touch, key, or speech on the attract screen). Starts a session if none runs. */
  z.strictObject({ type: z.literal('session.start'), seq, trigger: z.enum(['touch', 'key', 'voice', 'badge']) }),
  /** "Start over": ends the session, clears everything of the guest from screen and kiosk. */
  z.strictObject({ type: z.literal('session.end'), seq }),
  /** The guest did something that says nothing (scrolled, touched the map, "I'm still here"). */
  z.strictObject({ type: z.literal('session.touch'), seq }),
  /** A question typed or chosen from a chip or card. Starts a session if none runs. */
  z.strictObject({
    type: z.literal('text.submit'),
    seq,
    text: z.string().trim().min(1).max(MAX_GUEST_TEXT),
    source: z.enum(['typed', 'chip', 'card']),
  }),
  z.strictObject({ type: z.literal('mic.state'), seq, state: micStateSchema, detail: z.string().max(300).optional() }),
  /** What the camera is doing, for whoever looks after the kiosk. */
  z.strictObject({ type: z.literal('camera.state'), seq, state: cameraStateSchema }),
  /** The talk button is pressed (true) or let go (false); means nothing where the kiosk listens all the time. */
  z.strictObject({ type: z.literal('talk'), seq, on: z.boolean() }),
  /** Stop speaking and drop the rest of the answer (a touch on "stop", or Escape). */
  z.strictObject({ type: z.literal('speech.stop'), seq }),
  /** The guest wants captions only (false) or speech as well (true). */
  z.strictObject({ type: z.literal('speech.enable'), seq, enabled: z.boolean() }),
  z.strictObject({
    type: z.literal('playback'),
    seq,
    turn,
    sentence,
    event: z.enum(['started', 'finished', 'stopped']),
    /** How much of the sentence left the loudspeaker. */
    heardMs,
  }),
  z.strictObject({
    type: z.literal('badge.scan'),
    seq,
    source: z.enum(['camera', 'wedge']),
    payload: z.string().min(1).max(MAX_SCANNED_TEXT),
  }),
  /** Answer to `consent.ask`. */
  z.strictObject({ type: z.literal('consent.answer'), seq, remember: z.boolean() }),
  z.strictObject({ type: z.literal('locale.set'), seq, locale: localeSchema }),
  /** Confirmed "help from a person". */
  z.strictObject({ type: z.literal('help.request'), seq }),
  ...guestMemoryToKiosk,
  ...accessToKiosk,
  ...operatorToKiosk,
] as const;

const staffMessages = [
  /** Sets the PIN when none is set yet and one may be (`welcome.staff`), checks it otherwise. */
  z.strictObject({ type: z.literal('staff.signIn'), seq, pin: z.string().regex(/^\d{4,12}$/, '4 to 12 digits') }),
  z.strictObject({
    type: z.literal('staff.request.update'),
    seq,
    requestId: idSchema,
    status: z.enum(['seen', 'coming', 'done', 'cancelled']),
    /** To the guest, shown and said where they are still at the kiosk. */
    note: z.string().trim().max(200).optional(),
  }),
  /**
   * The operator's calibration screen begins or ends to listen. Its microphone frames travel beside it as a guest's do; what is
   * understood comes back as `staff.heard` and goes nowhere else.
   */
  z.strictObject({ type: z.literal('staff.listen'), seq, on: z.boolean() }),
  /** Writes the near-field gate to the kiosk's configuration; 0 leaves it to what the kiosk learns. Answered by `staff.calibration`. */
  z.strictObject({ type: z.literal('staff.calibration.save'), seq, minRms: z.number().min(0).max(0.5) }),
  ...staffConsoleToKiosk,
  ...staffDeskToKiosk,
] as const;

export const helloSchema = z.strictObject({
  type: z.literal('hello'),
  seq,
  protocol: z.number().int(),
  /** A guest screen is the kiosk's one screen (the newest wins); staff screens are many and see no guest. */
  role: z.enum(['guest', 'staff']),
  /** Only of a guest screen: staff try the draft on it; it is not the kiosk's screen. */
  preview: previewSchema.optional(),
});

export const toKioskSchema = z.discriminatedUnion('type', [helloSchema, ...guestMessages, ...staffMessages]);
export type ToKiosk = z.infer<typeof toKioskSchema>;
export type ToKioskType = ToKiosk['type'];
export type ToKioskOf<T extends ToKioskType> = Extract<ToKiosk, { type: T }>;

/** Message types that only a signed-in staff screen may send (`staff.signIn` itself excepted). */
export const STAFF_ONLY: ReadonlySet<ToKioskType> = new Set(
  staffMessages.map(({ shape }) => shape.type.value).filter((type) => type !== 'staff.signIn'),
);
