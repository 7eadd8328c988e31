import type { Connection, MicState, ToScreen } from '../../core/contract/index.ts';
import { type CalibrationReading, createCalibration } from '../../core/voice/calibration.ts';
import { createKioskClient } from '../kiosk-client.ts';
import type { Microphone, MicrophoneOptions } from '../mic/microphone.ts';
import { createStore, type ScreenStore } from '../store/create-store.ts';

/** What the calibration screen shows of the microphone. */
export interface CalibrationView {
  readonly mic: MicState;
  readonly reading: CalibrationReading;
  /** Of the last thing said: what was understood ('' nothing), and how sure the recogniser is of it. */
  readonly heard: { readonly text: string; readonly avgLogprob: number } | null;
  /** As configured, root mean square; null until the kiosk has told. */
  readonly minRms: number | null;
  readonly saving: 'no' | 'under-way' | 'saved' | 'failed';
  readonly problem: string | null;
}

export interface CalibrationPage {
  /** The link and who is signed in. */
  readonly store: ScreenStore;
  view(): CalibrationView;
  subscribe(listener: () => void): () => void;
  signIn(pin: string): void;
  /** Measures from the beginning. */
  again(): void;
  /** 0: the kiosk learns it alone. */
  save(minRms: number): void;
  close(): void;
}

export interface CalibrationPageOptions {
  readonly open: () => Promise<Connection>;
  readonly createMicrophone: (options: MicrophoneOptions) => Microphone;
  readonly nowMs: () => number;
  readonly after: (delayMs: number, callback: () => void) => () => void;
  readonly random: () => number;
  readonly onProblem: (what: string) => void;
}

/** The browser's gain control lifts a voice until single samples touch full scale; cut off is one that stays there. */
const LIMITED_SHARE = 0.02;
/** Frames between two looks at the reading: eight a second. */
const FRAMES_PER_LOOK = 4;

/** The operator's calibration screen without its pictures: measures here, has a test phrase understood by the kiosk. */
export function createCalibrationPage(options: CalibrationPageOptions): CalibrationPage {
  const store = createStore();
  const calibration = createCalibration();
  const listeners = new Set<() => void>();
  let frames = 0;
  let view: CalibrationView = { mic: 'off', reading: calibration.reading(), heard: null, minRms: null, saving: 'no', problem: null };

  const show = (patch: Partial<CalibrationView>) => {
    view = { ...view, ...patch };
    for (const listener of [...listeners]) listener();
  };

  const microphone = options.createMicrophone({
    onFrame: (frame) => void client.sendMic(frame),
    onState: (mic) => show({ mic }),
    onLevel(rms, speechProbability, clippedShare) {
      calibration.push({ rms, speechProbability, clippedShare: clippedShare > LIMITED_SHARE ? clippedShare : 0 });
      frames = (frames + 1) % FRAMES_PER_LOOK;
      if (frames === 0) show({ reading: calibration.reading() });
    },
  });

  const onMessage = (message: ToScreen) => {
    store.dispatch({ type: 'received', message, atMs: options.nowMs() });
    switch (message.type) {
      case 'staff.signedIn':
        client.send({ type: 'staff.listen', on: true });
        return microphone.start();
      case 'staff.heard':
        return show({ heard: { text: message.text, avgLogprob: message.avgLogprob } });
      case 'staff.calibration':
        return show({
          minRms: message.minRms,
          problem: message.problem ?? null,
          saving: message.saved ? 'saved' : message.problem === undefined ? 'no' : 'failed',
        });
    }
  };

  const client = createKioskClient({
    ...options,
    role: 'staff',
    onLink(link) {
      store.dispatch({ type: 'link', link });
      // Nobody is signed in any more, and what is said now goes nowhere.
      if (link !== 'online') microphone.stop();
    },
    onSpeech: () => {},
    onMessage,
  });

  return {
    store,
    view: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signIn: (pin) => void client.send({ type: 'staff.signIn', pin }),
    again() {
      calibration.reset();
      show({ reading: calibration.reading(), heard: null });
    },
    save(minRms) {
      if (client.send({ type: 'staff.calibration.save', minRms })) show({ saving: 'under-way', problem: null });
    },
    close() {
      microphone.close();
      client.close();
    },
  };
}
