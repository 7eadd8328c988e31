import type { Capabilities, MicState, ToScreen } from '../../core/contract/index.ts';
import messages from '../../core/kiosk/messages/en.json' with { type: 'json' };
import type { CalibrationView } from '../calibration/create-calibration-page.ts';
import type { Position } from '../guest/devices.ts';
import type { GuestUi, LinkState } from '../store/screen-state.ts';
import { CALIBRATION_STATES } from './calibration-states.ts';
import { CARD_STATES } from './card-states.ts';
import type { StaffGallery } from './gallery-staff.ts';
import { inFrench } from './in-french.ts';
import { MEMORY_STATES } from './memory-states.ts';
import { ALL_READY, STARTED, started, turn, welcome } from './messages.ts';
import { STAFF_STATES } from './staff-states.ts';

/** One screen to look at: what the kiosk said, and what the guest and the machine did. */
export interface GalleryState {
  readonly messages: readonly ToScreen[];
  readonly mic?: MicState;
  readonly ui?: Partial<GuestUi>;
  readonly link?: LinkState;
  /** What the loudspeaker is at; the mouth and the captions follow it. */
  readonly position?: Position;
  readonly level?: number;
  /** The staff console instead of the guest screen. */
  readonly staff?: StaffGallery;
  /** The operator's calibration screen, with these measurements. */
  readonly calibration?: CalibrationView;
}

const without = (patch: Partial<Capabilities>): ToScreen => welcome({ capabilities: { ...ALL_READY, ...patch } });

const TALKING = turn({
  question: 'When is breakfast?',
  sentences: ['Breakfast is served in Tideline on the ground floor, from 6:30 to 10:30 on weekdays.', 'Shall I show you the way?'],
  chips: ['Yes, show me the way', 'What is on the breakfast buffet?', 'Can I have breakfast in my room?'],
  spokenMs: 1600,
});

const hint = (key: 'hint.quiet' | 'hint.noise'): ToScreen => ({ type: 'hearing.nothing', hint: messages[key] });

const GUEST_STATES: Readonly<Record<string, GalleryState>> = {
  connecting: { messages: [], link: 'connecting' },
  attract: { messages: [welcome()] },
  'attract-de': { messages: [welcome({ locale: 'de' })] },
  'attract-deaf': { messages: [without({ hearing: { state: 'unavailable', reason: 'no model' } })] },
  'attract-no-venue': { messages: [welcome({ venue: null, openers: {} })] },
  start: { messages: [welcome(), STARTED, { type: 'activity', activity: 'listening' }] },
  'start-de': { messages: [welcome({ locale: 'de' }), started('de')] },
  hearing: {
    messages: [
      welcome(),
      STARTED,
      { type: 'activity', activity: 'hearing' },
      { type: 'hearing.partial', text: 'Where can I eat something vegetarian', settledWords: 4 },
    ],
    level: 0.7,
  },
  thinking: {
    messages: [
      welcome(),
      STARTED,
      { type: 'turn.started', turn: 1, question: 'Where can I eat something vegetarian?', source: 'voice' },
      { type: 'activity', activity: 'thinking' },
    ],
  },
  speaking: { messages: [welcome(), STARTED, ...TALKING], position: { turn: 1, sentence: 0, ms: 1600 } },
  muted: { messages: [welcome(), STARTED, ...TALKING], mic: 'muted', ui: { micMuted: true } },
  'hint-quiet': { messages: [welcome(), STARTED, { type: 'activity', activity: 'listening' }, hint('hint.quiet')] },
  'hint-noise': { messages: [welcome(), STARTED, ...TALKING, hint('hint.noise')] },
  'tap-to-talk': { messages: [welcome({ talkMode: 'tap-to-talk' }), STARTED, { type: 'activity', activity: 'idle' }] },
  'tap-to-talk-on': {
    messages: [
      welcome({ talkMode: 'tap-to-talk' }),
      STARTED,
      { type: 'activity', activity: 'hearing' },
      { type: 'hearing.partial', text: 'Where is the nearest', settledWords: 2 },
    ],
    ui: { talking: true },
    level: 0.6,
  },
  'push-to-talk': { messages: [welcome({ talkMode: 'push-to-talk' }), STARTED, ...TALKING, { type: 'activity', activity: 'idle' }] },
  'push-to-talk-de': {
    messages: [welcome({ locale: 'de', talkMode: 'push-to-talk' }), started('de'), { type: 'activity', activity: 'listening' }],
    ui: { talking: true },
    level: 0.4,
  },
  ...CARD_STATES,
  keyboard: { messages: [welcome(), STARTED], ui: { panel: 'keyboard', draft: 'Where is the Lantern Ball' } },
  'keyboard-de': {
    messages: [welcome({ locale: 'de' }), started('de')],
    ui: { panel: 'keyboard', draft: '' },
  },
  help: { messages: [welcome(), STARTED, ...TALKING], ui: { panel: 'help' } },
  consent: { messages: [welcome(), STARTED, { type: 'consent.ask', textVersion: '1' }] },
  scan: { messages: [welcome()], ui: { panel: 'scan' } },
  known: {
    messages: [
      welcome(),
      STARTED,
      { type: 'guest.recognised', guest: { remembered: true, name: 'Ada' } },
      ...turn({
        question: 'Hello again',
        sentences: ['Welcome back. How can I help you today?'],
        chips: ['Where was I?', 'What’s on right now?'],
      }),
    ],
  },
  ...MEMORY_STATES,
  idle: { messages: [welcome(), STARTED, ...TALKING, { type: 'idle.warning', endsInMs: 14_000 }] },
  lost: { messages: [welcome(), STARTED, ...TALKING], link: 'lost' },
  'mic-denied': { messages: [welcome(), STARTED], mic: 'denied' },
  'mic-absent': { messages: [welcome()], mic: 'absent' },
  'badge-refused': {
    messages: [
      welcome(),
      STARTED,
      { type: 'badge.refused', hint: 'I can’t read this badge. The team at event registration will help you.' },
    ],
  },
};

export const STATES: Readonly<Record<string, GalleryState>> = {
  ...GUEST_STATES,
  ...inFrench(GUEST_STATES),
  ...CALIBRATION_STATES,
  ...STAFF_STATES,
};
