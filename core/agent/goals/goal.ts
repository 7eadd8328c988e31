/** What a guest wants done that takes more than one turn. */
export const GOAL_KINDS = [
  'book-table',
  'book-seat',
  'book-tour',
  'change-booking',
  'cancel-booking',
  'hotel-request',
  'lost-item',
  'found-item',
  'lead',
  'support-case',
  'check-in',
] as const;
export type GoalKind = (typeof GOAL_KINDS)[number];

/**
 * `open`: something is still to be said or done; `waiting-guest`: read back, a yes is needed; `waiting-staff`: done as far
 * as the kiosk goes; `done` and `given-up` end it.
 */
export const GOAL_STATUSES = ['open', 'waiting-guest', 'waiting-staff', 'done', 'given-up'] as const;
export type GoalStatus = (typeof GOAL_STATUSES)[number];

/** One thing the guest said of it; `day` "2026-11-22", `time` "19:30", `party` a number. */
export type SlotValue = string | number | boolean | readonly string[];
export type Slots = Readonly<Record<string, SlotValue>>;

/** Plain data, so that memory can keep it from one visit to the next. */
export interface Goal {
  readonly id: string;
  readonly kind: GoalKind;
  readonly slots: Slots;
  readonly status: GoalStatus;
  /** Venue wall clock. */
  readonly openedAt: string;
  readonly updatedAt: string;
}
