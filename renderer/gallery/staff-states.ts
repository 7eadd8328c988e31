import type { ToScreen } from '../../core/contract/index.ts';
import type { StaffGallery } from './gallery-staff.ts';
import { ALL_READY, STARTED, turn, welcome } from './messages.ts';
import { DESK_RECORDS } from './staff-desk-records.ts';
import { CLEAN, draft } from './staff-draft.ts';
import { BOOKINGS, EDITS, FOUND_PLACES, FOUND_SESSIONS, QUESTIONS, request, TRACE, VERSIONS } from './staff-records.ts';
import type { GalleryState } from './states.ts';

const REQUESTS: ToScreen = {
  type: 'staff.requests',
  requests: [
    {
      ...request('1', 'A guest asks for a person', 'Somebody who knows the pharmacy on duty', 'waiting'),
      ticket: '4827',
      context: '“is there a pharmacy” → I find no pharmacy here.\n“and near here” → I know of none.',
    },
    { ...request('2', 'Two towels for room 214', 'Housekeeping', 'coming'), ticket: '1932', note: 'in five minutes' },
    request('3', 'Taxi to the station at 15:30', 'Two people, one suitcase', 'done'),
  ],
};

const SOMETHING_WRONG = {
  ...ALL_READY,
  hearing: {
    state: 'unavailable',
    reason: 'model "base" is damaged: encoder_model.onnx has 12 bytes',
    remedy: 'Run foyer models verify.',
  },
  sync: { state: 'off', reason: 'no cloud endpoint is configured' },
} as const;

/** Signed in, with a busy day behind it. */
function inside(staff: StaffGallery, ...messages: readonly ToScreen[]): GalleryState {
  return {
    staff,
    messages: [
      welcome({ capabilities: SOMETHING_WRONG }),
      { type: 'staff.signedIn' },
      REQUESTS,
      { type: 'staff.draft', draft: null },
      { type: 'staff.versions', versions: [...VERSIONS] },
      { type: 'staff.edits', edits: [...EDITS] },
      { type: 'staff.unanswered', groups: [...QUESTIONS] },
      { type: 'staff.bookings', bookings: [...BOOKINGS] },
      ...DESK_RECORDS,
      ...messages,
    ],
  };
}

const withDraft = (one = draft()): ToScreen => ({ type: 'staff.draft', draft: one });
const NOTICE: ToScreen = {
  type: 'venue.banner',
  banner: { en: 'The lifts in the east wing are out of use until 18:00.', de: 'Die Aufzüge im Ostflügel sind bis 18 Uhr außer Betrieb.' },
};
const UNDO = { label: 'Undo', run: () => {} };

export const STAFF_STATES: Readonly<Record<string, GalleryState>> = {
  'notice-attract': { messages: [welcome(), NOTICE] },
  'notice-talk': {
    messages: [
      welcome(),
      NOTICE,
      STARTED,
      ...turn({ question: 'When is breakfast?', sentences: ['Breakfast is served in Tideline until 10:30.'], chips: ['Show me the way'] }),
    ],
  },
  'staff-set-pin': { staff: {}, messages: [welcome({ staff: { pinSet: false } })] },
  'staff-pin-late': { staff: {}, messages: [welcome({ staff: { pinSet: false, mayChoosePin: false } })] },
  'staff-refused': { staff: {}, messages: [welcome(), { type: 'staff.refused', retryAfterMs: 4000 }] },
  'staff-expired': { staff: {}, messages: [welcome(), { type: 'staff.signedOut', reason: 'idle' }] },
  staff: inside({ fresh: ['1'] }, ...TRACE),
  'staff-trace': inside({ path: 'trace' }, ...TRACE),
  'staff-data-empty': inside({ path: 'data' }),
  'staff-data-upload': inside(
    { path: 'data', upload: { step: 'reading', files: ['programme.csv'], sent: 90_000, bytes: 90_000 } },
    { type: 'staff.import.progress', uploadId: 1, phase: 'checking', done: 3, of: 5, file: 'programme.csv' },
  ),
  'staff-data-refused': inside({
    path: 'data',
    upload: {
      step: 'failed',
      files: ['schedule.xml'],
      failure: {
        ok: false,
        code: 'import-unreadable',
        message: 'schedule.xml line 812: “<<<<<<< HEAD” is no XML.',
        remedy: 'The file has an unfinished merge in it; export it again.',
      },
    },
  }),
  'staff-data-draft': inside({ path: 'data' }, withDraft()),
  'staff-data-zone': inside({ path: 'data' }, withDraft(draft({ asksTimezone: true, timezone: '' }))),
  'staff-data-clean': inside({ path: 'data' }, withDraft(CLEAN)),
  'staff-data-publish': inside({ path: 'data', press: ['publish'] }, withDraft(CLEAN)),
  'staff-data-de': inside({ path: 'data', locale: 'de' }, withDraft()),
  'staff-edits': inside({ path: 'edits', notices: [{ tone: 'good', text: 'Done. Guests get it now.', action: UNDO }] }),
  'staff-edits-place': inside({ path: 'edits', found: FOUND_PLACES, press: ['task-place', 'found'] }),
  'staff-edits-move': inside({ path: 'edits', found: FOUND_SESSIONS, press: ['task-move'] }),
  'staff-edits-move-chosen': inside({ path: 'edits', found: FOUND_SESSIONS, press: ['task-move', 'found'] }),
  'staff-edits-banner': inside({ path: 'edits', press: ['task-banner'] }),
  'staff-edits-faq': inside({ path: 'edits', press: ['task-faq'] }),
  'staff-bookings': inside({ path: 'bookings' }),
  'staff-bookings-withdraw': inside({ path: 'bookings', press: ['booking-withdraw'] }),
  'staff-note': inside({ press: ['request-note'] }),
  'staff-items': inside({ path: 'items' }),
  'staff-cases': inside({ path: 'cases' }),
  'staff-questions': inside({ path: 'questions' }),
  'staff-questions-answer': inside({ path: 'questions', press: ['question-answer'] }),
  'staff-versions': inside({ path: 'versions' }),
  'staff-versions-back': inside({ path: 'versions', press: ['version-back'] }),
};
