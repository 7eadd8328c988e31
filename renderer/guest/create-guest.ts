import type { Connection, Locale, ToKioskOf, ToScreen } from '../../core/contract/index.ts';
import { createKioskClient, type KioskClient } from '../kiosk-client.ts';
import { createStore, type ScreenStore } from '../store/create-store.ts';
import type { GuestUi, Panel } from '../store/screen-state.ts';
import { latestTurn } from '../store/selectors.ts';
import type { CreateDevices, Devices, Position, ScannerState } from './devices.ts';

/** Everything a guest can do at the screen. */
export interface GuestActions {
  begin(trigger: ToKioskOf<'session.start'>['trigger']): void;
  ask(text: string, source: ToKioskOf<'text.submit'>['source']): void;
  stopSpeaking(): void;
  startOver(): void;
  stillHere(): void;
  setLocale(locale: Locale): void;
  setMuted(muted: boolean): void;
  setSpeech(on: boolean): void;
  setCaptions(on: boolean): void;
  open(panel: Panel): void;
  setDraft(draft: string): void;
  requestHelp(): void;
  answerConsent(remember: boolean): void;
  forget(): void;
  scan(video: HTMLVideoElement, onState: (state: ScannerState) => void): () => void;
  dismissHint(): void;
  reconnect(): void;
  /** Any sign of life that says nothing; sent at most every few seconds. */
  touched(): void;
  /** Any gesture: lets sound out and the microphone in where the browser waits for one. */
  gesture(): void;
}

export interface Guest {
  readonly store: ScreenStore;
  readonly actions: GuestActions;
  position(): Position | null;
  /** Loudness of the microphone just now, 0..1. */
  level(): number;
  close(): void;
}

export interface GuestOptions {
  readonly open: () => Promise<Connection>;
  readonly createDevices: CreateDevices;
  readonly nowMs: () => number;
  readonly after: (delayMs: number, callback: () => void) => () => void;
  readonly random: () => number;
  readonly onProblem: (what: string) => void;
}

/** Speech is quiet: this many times the root mean square fills the meter. */
const LEVEL_GAIN = 6;

/** The guest screen without its pictures: link, store and devices, wired. */
export function createGuest(options: GuestOptions): Guest {
  const store = createStore();
  let level = 0;
  let client: KioskClient | null = null;

  const devices = options.createDevices({
    onFrame: (frame) => client?.sendMic(frame),
    onMicState: (state, detail) => {
      store.dispatch({ type: 'mic', state });
      client?.send({ type: 'mic.state', state, ...(detail === undefined ? {} : { detail: detail.slice(0, 300) }) });
    },
    onLevel: (rms) => {
      level = Math.min(1, rms * LEVEL_GAIN);
    },
    onPlayback: (event) => client?.send({ type: 'playback', ...event }),
    onBadge: (payload, source) => {
      store.dispatch({ type: 'ui', patch: { panel: 'none', draft: '' } });
      client?.send({ type: 'badge.scan', source, payload });
    },
  });

  client = createKioskClient({
    role: 'guest',
    open: options.open,
    after: options.after,
    random: options.random,
    onProblem: options.onProblem,
    onLink: (link) => {
      if (link !== 'online') silence(store, devices);
      store.dispatch({ type: 'link', link });
    },
    onSpeech: (meta, audio) => devices.player.play(meta, audio),
    onMessage: (message) => {
      store.dispatch({ type: 'received', message, atMs: options.nowMs() });
      if (client !== null) onMessage(message, devices, client, store);
    },
  });
  const unsubscribe = followMute(store, devices);

  return {
    store,
    actions: createActions(options, store, devices, client),
    position: () => devices.player.position(),
    level: () => level,
    close: () => {
      unsubscribe();
      client?.close();
      devices.close();
    },
  };
}

function onMessage(message: ToScreen, devices: Devices, client: KioskClient, store: ScreenStore): void {
  switch (message.type) {
    case 'welcome': {
      const { mic } = store.get();
      client.send({ type: 'mic.state', state: mic });
      if (message.capabilities.hearing.state !== 'off' && mic === 'off') devices.microphone.start();
      break;
    }
    case 'session.started':
    case 'session.ended':
      devices.player.reset();
      break;
    case 'speech.text':
      devices.player.say(message);
      break;
    case 'speech.cancel':
      devices.player.cancel(message.turn);
      break;
    case 'speech.duck':
      devices.player.duck(message.duck);
      break;
    case 'speech.pause':
      devices.player.pause(message.paused);
      break;
  }
}

/** Stops what is being said, whichever turn it belongs to, and nothing that comes later. */
function silence(store: ScreenStore, devices: Devices): void {
  const turn = devices.player.position()?.turn ?? latestTurn(store.get())?.turn;
  if (turn !== undefined) devices.player.cancel(turn);
}

/** The mute of one guest must not outlive their session, so the microphone follows the store. */
function followMute(store: ScreenStore, devices: Devices): () => void {
  let muted = false;
  return store.subscribe(() => {
    const wanted = store.get().ui.micMuted;
    if (wanted === muted) return;
    muted = wanted;
    devices.microphone.setMuted(muted);
  });
}

const TOUCH_EVERY_MS = 4000;

function createActions(options: GuestOptions, store: ScreenStore, devices: Devices, client: KioskClient): GuestActions {
  const ui = (patch: Partial<GuestUi>) => store.dispatch({ type: 'ui', patch });
  let touchedAtMs = Number.NEGATIVE_INFINITY;
  return {
    begin: (trigger) => client.send({ type: 'session.start', trigger }),
    ask: (text, source) => {
      const trimmed = text.trim();
      if (trimmed === '') return;
      if (client.send({ type: 'text.submit', text: trimmed, source })) ui({ panel: 'none', draft: '' });
    },
    stopSpeaking: () => {
      silence(store, devices);
      client.send({ type: 'speech.stop' });
    },
    startOver: () => client.send({ type: 'session.end' }),
    stillHere: () => client.send({ type: 'session.touch' }),
    setLocale: (locale) => client.send({ type: 'locale.set', locale }),
    setMuted: (micMuted) => ui({ micMuted }),
    setSpeech: (speechOn) => {
      if (!speechOn) silence(store, devices);
      // Someone who turns the voice off has to be able to read.
      ui(speechOn ? { speechOn } : { speechOn, captionsOn: true });
      client.send({ type: 'speech.enable', enabled: speechOn });
    },
    setCaptions: (captionsOn) => ui({ captionsOn }),
    open: (panel) => ui({ panel }),
    setDraft: (draft) => ui({ draft }),
    requestHelp: () => {
      if (client.send({ type: 'help.request' })) ui({ panel: 'none' });
    },
    answerConsent: (remember) => {
      if (client.send({ type: 'consent.answer', remember })) store.dispatch({ type: 'consent.answered' });
    },
    forget: () => {
      if (client.send({ type: 'guest.forget' })) ui({ panel: 'none' });
    },
    scan: (video, onState) => {
      devices.scanner.start(video, onState);
      return () => devices.scanner.stop();
    },
    dismissHint: () => store.dispatch({ type: 'hint.dismissed' }),
    reconnect: () => client.reconnect(),
    touched: () => {
      if (store.get().session === null || options.nowMs() - touchedAtMs < TOUCH_EVERY_MS) return;
      touchedAtMs = options.nowMs();
      client.send({ type: 'session.touch' });
    },
    gesture: () => {
      devices.player.unlock();
      const { mic, capabilities } = store.get();
      const wanted = capabilities !== null && capabilities.hearing.state !== 'off';
      if (wanted && (mic === 'off' || mic === 'failed')) devices.microphone.start();
    },
  };
}
