import type { CalibrationView } from '../calibration/create-calibration-page.ts';
import { welcome } from './messages.ts';
import type { GalleryState } from './states.ts';

const GOOD: CalibrationView = {
  mic: 'on',
  reading: {
    levelDb: -31,
    noiseFloorDb: -58,
    speechDb: -24,
    snrDb: 34,
    clipping: false,
    progress: { quiet: 1, speech: 1 },
    verdict: 'good',
    suggestedMinRms: 0.016,
  },
  heard: { text: 'where is the nearest toilet', avgLogprob: -0.2 },
  minRms: 0,
  saving: 'no',
  problem: null,
};

const NOISY: CalibrationView = {
  ...GOOD,
  reading: { ...GOOD.reading, noiseFloorDb: -30, snrDb: 6, verdict: 'too-noisy' },
  heard: { text: 'where is the new list oil', avgLogprob: -1.1 },
  minRms: 0.02,
  saving: 'failed',
  problem: 'config.yaml cannot be written',
};

const SIGNED_IN = { type: 'staff.signedIn' } as const;

export const CALIBRATION_STATES: Readonly<Record<string, GalleryState>> = {
  'calibration-pin': { messages: [welcome()], calibration: GOOD },
  calibration: { messages: [welcome(), SIGNED_IN], calibration: GOOD },
  'calibration-noisy-de': { messages: [welcome({ locale: 'de' }), SIGNED_IN], calibration: NOISY },
};
