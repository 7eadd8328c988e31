import type { Agent, VenueContext } from '../agent/agent.ts';
import type { CopyWatch } from '../badge/copy-watch.ts';
import type { EndpointKeeps } from '../contract/cloud-config.ts';
import type { Companion } from '../contract/companion.ts';
import type { Capabilities, KioskConfig, ScreenTheme } from '../contract/index.ts';
import type { FactExtractor } from '../memory/extraction.ts';
import type {
  BadgeVerifier,
  Clock,
  CloudSync,
  Desk,
  FleetCounts,
  GuestPins,
  GuestStore,
  Ids,
  Log,
  RequestStore,
  SpeechToText,
  TextToSpeech,
} from '../ports.ts';

import type { OperatorTools } from './operator-desk.ts';
import type { StaffData } from './staff-room.ts';

export type PinVerdict = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/** Where the PIN is asked for: on staff's own screens, or on the guests', where anybody may try. */
export type PinDoor = 'staff' | 'operator';

/** The PIN that opens the staff screens. */
export interface StaffPin {
  isSet(): boolean;
  /** None is chosen, and one may be at a screen: for an hour from the kiosk's very first start, never again after that. */
  mayChoose(): boolean;
  /** Sets or replaces it. @throws FoyerError "pin-invalid" unless it is 4 to 12 digits. */
  set(pin: string): void;
  /**
   * `retryAfterMs` above 0: no try counts before then, a right PIN neither. Each door counts its own wrong tries, so that who plays
   * with the pad on the guests' screen does not lock staff out of theirs. @param door left out: staff's
   */
  verify(pin: string, door?: PinDoor): PinVerdict;
}

/** What the kiosk can do at this moment. Engines may arrive late, fail, or never come. */
export interface KioskParts {
  /** The published venue as of `today`, or null while there is none. */
  venue(): VenueContext | null;
  /** Resolves when a version that `venue()` has noticed is in use; left out: it is at once. */
  ready?(): Promise<void>;
  hearing(): SpeechToText | null;
  speaking(): TextToSpeech | null;
  capabilities(): Capabilities;
  onChange(listener: () => void): () => void;
}

/** The companion as of now; looked up again between guests. */
export interface KioskCompanions {
  readonly current: Companion | null;
  /** Counts each change. */
  readonly revision: number;
  /** Looks for a change; not while a guest is there. */
  refresh(): void;
}

export interface KioskDeps {
  readonly config: KioskConfig;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly parts: KioskParts;
  /** @param sandbox where what the guest asks of staff goes; left out: to staff. */
  readonly createAgent: (venue: VenueContext | null, sandbox?: Desk) => Agent;
  /** Who stands here, where an operator wrote a file for it; may be another one with each guest. */
  readonly companions?: KioskCompanions;
  /** How the venue wants its screens; left out: Foyer's own look. */
  readonly theme?: ScreenTheme | null;
  readonly requests: RequestStore;
  /** Lost and found, cases and leads for staff; left out: they see requests only. */
  readonly guestDesk?: Desk;
  readonly badges: BadgeVerifier | null;
  /** Left out: a badge in use at two places goes unnoticed. */
  readonly copies?: CopyWatch;
  readonly guests: GuestStore | null;
  /** Left out: guests have no PIN, and nothing that needs one is done. */
  readonly pins?: GuestPins | null;
  readonly sync: CloudSync | null;
  /** Hosts of the systems that operators connected, for the privacy notice; left out: none. */
  readonly connected?: readonly string[];
  /** How long the fleet's endpoint keeps things, as it last said, for the privacy notice; null: it has not. */
  readonly endpointKeeps?: () => EndpointKeeps | null;
  /** Finds what guests say of themselves with a model, in the background; left out: the grammar alone. */
  readonly extractor?: FactExtractor | null;
  readonly staffPin: StaffPin;
  /** Left out: nothing is counted. */
  readonly counts?: FleetCounts | undefined;
  /** What the operator's menu on the guest's screen can have done; left out: there is no such menu. */
  readonly operator?: OperatorTools;
  /** The venue's data for the staff console; left out: staff see requests only. */
  readonly staffData?: StaffData;
  /** Longest utterance the speech model takes in one piece; a longer one is split at a pause. */
  readonly maxUtteranceMs?: number;
  /**
   * Writes the near-field gate's lowest level (root mean square; 0: learned alone) to the configuration; good from the next start.
   * @throws FoyerError when it cannot be written. Left out: there is no configuration file.
   */
  readonly saveNearField?: (minRms: number) => void;
}
