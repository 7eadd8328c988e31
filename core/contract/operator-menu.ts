import { z } from 'zod';

/**
 * The operator's menu on the guest's screen: a PIN pad behind five taps in the corner, then what a service visit needs. What it
 * shows is the kiosk's to say (`operator.view`), and each action is checked there: a screen without the PIN can only ask for the pad.
 */

const seq = z.number().int().positive();

/** "restart" and "quit" are offered where the shell can do them. */
export const operatorActionSchema = z.enum(['restart', 'reload', 'calibrate', 'staff', 'connect', 'diagnose', 'quit']);
export type OperatorAction = z.infer<typeof operatorActionSchema>;

export const operatorToKiosk = [
  /** Somebody tapped five times; nothing is allowed by it. */
  z.strictObject({ type: z.literal('operator.open'), seq }),
  z.strictObject({ type: z.literal('operator.pin'), seq, pin: z.string().regex(/^\d{4,12}$/, '4 to 12 digits') }),
  z.strictObject({ type: z.literal('operator.action'), seq, action: operatorActionSchema }),
  /** A one-time code, as `foyer cloud enrol-code` printed it; `url` where none is configured. */
  z.strictObject({
    type: z.literal('operator.enrol'),
    seq,
    code: z.string().trim().min(1).max(250),
    url: z.string().trim().min(1).max(500).optional(),
  }),
  /** Any sign of life. */
  z.strictObject({ type: z.literal('operator.touch'), seq }),
  /** Back from a page of the menu to the menu. */
  z.strictObject({ type: z.literal('operator.back'), seq }),
  z.strictObject({ type: z.literal('operator.close'), seq }),
] as const;

/** One thing that `foyer doctor` looked at. "warn": the kiosk works without it, less well; "fail": it does not. */
export const checkSchema = z.object({
  name: z.string(),
  state: z.enum(['ok', 'warn', 'fail']),
  message: z.string(),
  remedy: z.string().optional(),
});
/** @see checkSchema */
export type Check = z.infer<typeof checkSchema>;

/** How the kiosk stands with its memory endpoint. */
export const cloudStandingSchema = z.object({
  state: z.enum(['ready', 'starting', 'unavailable', 'off']),
  /** In words, where there is something to say. */
  reason: z.string().optional(),
  url: z.string().nullable(),
  tenant: z.string(),
  /** As which it enrolled; null: it has not. */
  device: z.string().nullable(),
});
export type CloudStanding = z.infer<typeof cloudStandingSchema>;

export const operatorViewSchema = z.discriminatedUnion('stage', [
  /** `retryAfterMs` above 0: no try counts before then. `wrong`: the last PIN was. */
  z.object({ stage: z.literal('pin'), wrong: z.boolean(), retryAfterMs: z.number().nonnegative() }),
  /** Nobody has chosen a PIN yet. `onStaffPage`: it may be chosen there now, as the kiosk has just been started. */
  z.object({ stage: z.literal('no-pin'), onStaffPage: z.boolean() }),
  /** `closesAfterMs` without a sign of life. */
  z.object({ stage: z.literal('menu'), actions: z.array(operatorActionSchema), closesAfterMs: z.number().positive() }),
  z.object({
    stage: z.literal('diagnose'),
    running: z.boolean(),
    checks: z.array(checkSchema),
    closesAfterMs: z.number().positive(),
  }),
  z.object({
    stage: z.literal('connect'),
    cloud: cloudStandingSchema,
    busy: z.boolean(),
    /** What came of the code. */
    outcome: z.object({ ok: z.boolean(), message: z.string(), remedy: z.string().optional() }).nullable(),
    closesAfterMs: z.number().positive(),
  }),
]);
export type OperatorView = z.infer<typeof operatorViewSchema>;

export const operatorToScreen = [
  /** What the menu shows; null: it is closed. */
  z.object({ type: z.literal('operator.view'), view: operatorViewSchema.nullable() }),
  /** The menu's screen is to go there: its own page anew, or one of staff's. */
  z.object({ type: z.literal('operator.go'), to: z.enum(['again', 'staff', 'calibrate']) }),
] as const;
