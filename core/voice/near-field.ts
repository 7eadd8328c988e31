import { MIC_FRAME_MS } from '../contract/index.ts';
import type { TurnTaking } from './end-of-turn.ts';
import { toDb } from './frame-level.ts';

/**
 * Tells the guest in front of the kiosk from everybody else by level: against the room's noise and talk before they spoke,
 * against how loud they themselves just were, and against how loud guests at this kiosk are. All in decibels below full scale.
 */
export interface NearField {
  /** Takes one frame in; the answers below are about it. */
  hear(db: number, where: Where): void;
  /** Loud enough to begin a turn; over the kiosk's voice it takes a guest who is known, or clearly close. */
  opens(overKiosk: boolean): boolean;
  /** Loud enough to be whoever has the turn, `pausedFrames` after their last sound. */
  goesOn(pausedFrames: number): boolean;
  /** The level has hardly moved: a test signal, or a device that evens everything out. It tells nothing then. */
  readonly steady: boolean;
  /** The newest level, dips between syllables bridged. */
  readonly level: number;
  /** This level is the room's, not the guest's. */
  isRoom(db: number): boolean;
  /** A turn begins with what was heard last. */
  begin(): void;
  /** The turn was real: remember how loud a guest is here. */
  end(): void;
  /** Somebody spoke and was too far away: if they go on and on, they may be a soft guest. */
  turnedAway(): void;
  /** Another guest may be softer. */
  reset(): void;
}

export type Where = 'between-turns' | 'in-turn' | 'over-kiosk';

/** Bridges the dips between syllables. */
const SMOOTHED_FRAMES = 3;
/** Within half a second a room with somebody in it moves by more than this. */
const STEADY_FRAMES = 16;
const STEADY_DB = 1;
const perFrame = (dbPerSecond: number) => (dbPerSecond * MIC_FRAME_MS) / 1000;
/** The floor follows a fall at once and a rise slowly: more so while somebody talks, whose own level it must not learn. */
const FLOOR_RISE: Readonly<Record<Where, number>> = { 'between-turns': perFrame(6), 'in-turn': perFrame(2), 'over-kiosk': 0 };
const PEAK_FALL = perFrame(1.5);
/** Onset above the floor; a guest close to the kiosk rises by more. */
const ONSET_DB = 7;
/** The share of the way from peak to floor that speech uses, and the most it uses in a quiet room. */
const RANGE_SHARE = 0.6;
/** The lowest part of that way is the room. */
const ROOM_SHARE = 0.2;
const LEAST_RANGE_DB = 6;
const MOST_RANGE_DB = 22;
/** Nobody goes on so much softer after a pause; someone three times as far away sounds like that. */
const AFTER_PAUSE_DB = 15;
const PAUSE_FRAMES = Math.ceil(200 / MIC_FRAME_MS);
/** How much softer than the last guests another may be; and no guest counts as far who is louder than the cap. */
const SOFTER_GUEST_DB = 13;
const SOFTER_NEXT_GUEST_DB = 6;
const TURNED_AWAY = perFrame(0.5);
export const FAR_CAP_DB = -32;
/** Nobody known yet: over the kiosk's voice, only who is clearly close. */
const STRANGER_DB = -40;

export function createNearField({ enabled, minRms }: TurnTaking['nearField']): NearField {
  const minDb = toDb(minRms);
  let recent: number[] = [];
  const steady = () => Math.max(...recent) - Math.min(...recent) < STEADY_DB;
  let smoothed = Number.NEGATIVE_INFINITY;
  let floor = Number.POSITIVE_INFINITY;
  let peak = Number.NEGATIVE_INFINITY;
  let guest = Number.NEGATIVE_INFINITY;
  const range = () => Math.min(MOST_RANGE_DB, Math.max(LEAST_RANGE_DB, RANGE_SHARE * (peak - floor)));
  return {
    hear(db, where) {
      recent = [...recent, db].slice(-STEADY_FRAMES);
      smoothed = Math.max(...recent.slice(-SMOOTHED_FRAMES));
      // Until so many frames are there, the loudest of them says nothing about the floor.
      if (recent.length >= SMOOTHED_FRAMES) floor = Math.min(smoothed, floor + FLOOR_RISE[where]);
      if (where === 'in-turn') peak = Math.max(smoothed, peak - PEAK_FALL);
    },
    opens(overKiosk) {
      if (!enabled || steady()) return true;
      const far = overKiosk && !Number.isFinite(guest) ? STRANGER_DB : Math.min(guest - SOFTER_GUEST_DB, FAR_CAP_DB);
      return smoothed >= Math.max(minDb, far, Number.isFinite(floor) ? floor + ONSET_DB : minDb);
    },
    goesOn(pausedFrames) {
      if (!enabled || steady()) return true;
      return smoothed >= peak - (pausedFrames >= PAUSE_FRAMES ? Math.min(range(), AFTER_PAUSE_DB) : range());
    },
    get steady() {
      return steady();
    },
    get level() {
      return smoothed;
    },
    isRoom: (db) => !steady() && db <= floor + ROOM_SHARE * Math.max(0, peak - floor),
    begin() {
      peak = smoothed;
    },
    end() {
      guest = Math.min(Math.max(peak, guest - 1), FAR_CAP_DB + SOFTER_GUEST_DB);
    },
    turnedAway() {
      guest -= TURNED_AWAY;
    },
    reset() {
      guest -= SOFTER_NEXT_GUEST_DB;
    },
  };
}
