import type { RequestRow, ToScreen } from '../../core/contract/index.ts';
import { NOW } from './demo.ts';
import { ALL_READY, welcome } from './messages.ts';
import type { GalleryState } from './states.ts';

const row = (id: string, title: string, detail: string, status: RequestRow['status']): RequestRow => ({
  id,
  kind: 'help',
  title,
  detail,
  status,
  placeName: 'Lobby kiosk',
  createdAt: NOW,
});

const TRACE: readonly ToScreen[] = [
  { type: 'trace', turn: 3, step: { stage: 'perceive', title: 'Spoken question, 7 words, English', detail: {}, atMs: 0, tookMs: 1 } },
  {
    type: 'trace',
    turn: 3,
    step: { stage: 'reason', title: 'Wants a place that serves food', detail: { diet: 'vegetarian' }, atMs: 1, tookMs: 3 },
  },
  { type: 'trace', turn: 3, step: { stage: 'plan', title: 'find_places with diet and distance', detail: {}, atMs: 4, tookMs: 1 } },
  {
    type: 'trace',
    turn: 3,
    step: {
      stage: 'act',
      title: 'find_places found 5',
      detail: { tool: 'find_places', input: { diet: 'vegetarian' } },
      atMs: 5,
      tookMs: 6,
    },
  },
  { type: 'trace', turn: 3, step: { stage: 'adapt', title: 'Answered with a list', detail: {}, atMs: 11, tookMs: 1 } },
  {
    type: 'metrics',
    turn: 3,
    metrics: { endOfTurnDelayMs: 451, transcriptionDelayMs: 38, timeToFirstSentenceMs: 12, timeToFirstByteMs: 96, voiceToVoiceMs: 612 },
  },
];

export const STAFF_STATES: Readonly<Record<string, GalleryState>> = {
  'staff-set-pin': { staff: true, messages: [welcome({ staff: { pinSet: false } })] },
  'staff-refused': { staff: true, messages: [welcome(), { type: 'staff.refused', retryAfterMs: 4000 }] },
  staff: {
    staff: true,
    messages: [
      welcome({
        capabilities: {
          ...ALL_READY,
          hearing: {
            state: 'unavailable',
            reason: 'model "base" is damaged: encoder_model.onnx has 12 bytes',
            remedy: 'Run foyer models verify.',
          },
          sync: { state: 'off', reason: 'no cloud endpoint is configured' },
        },
      }),
      { type: 'staff.signedIn' },
      {
        type: 'staff.requests',
        requests: [
          row('1', 'A guest asks for a person', 'At the lobby kiosk, after asking about a lost charger.', 'waiting'),
          row('2', 'Two towels for room 214', 'Housekeeping', 'seen'),
          row('3', 'Taxi to the station at 15:30', 'Two people, one suitcase', 'done'),
        ],
      },
      ...TRACE,
    ],
  },
};
