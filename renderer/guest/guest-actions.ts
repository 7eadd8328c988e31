import { type Locale, MAX_GUEST_TEXT, type ToKioskOf } from '../../core/contract/index.ts';
import { type AccessActions, createAccessActions } from '../access/access-actions.ts';
import type { KioskClient, Outgoing } from '../kiosk-client.ts';
import type { ScreenStore } from '../store/create-store.ts';
import type { GuestUi, Panel } from '../store/screen-state.ts';
import { latestTurn } from '../store/selectors.ts';
import type { Devices, ScannerState } from './devices.ts';

/** Everything a guest can do at the screen. */
export interface GuestActions extends AccessActions {
  begin(trigger: ToKioskOf<'session.start'>['trigger']): void;
  ask(text: string, source: ToKioskOf<'text.submit'>['source']): void;
  stopSpeaking(): void;
  startOver(): void;
  stillHere(): void;
  setLocale(locale: Locale): void;
  setMuted(muted: boolean): void;
  /** The talk button: down or tapped (true), up or tapped again (false). */
  talk(on: boolean): void;
  setSpeech(on: boolean): void;
  open(panel: Panel): void;
  setDraft(draft: string): void;
  /** Keys of a real keyboard that no field took: a question begins, or goes on, with them. */
  type(text: string, enter: boolean): void;
  requestHelp(): void;
  answerConsent(remember: boolean): void;
  /** Neither yes nor no. */
  consentLater(): void;
  /** The PIN as entered on the pad. */
  enterPin(pin: string): void;
  cancelPin(): void;
  /** The guest would rather say it. */
  speakPin(): void;
  changePin(): void;
  openMemory(): void;
  closeMemory(): void;
  deleteMemory(id: string): void;
  correctMemory(id: string, value: string): void;
  pauseMemory(paused: boolean): void;
  exportMemory(format: 'text' | 'json'): void;
  linkElsewhere(): void;
  eraseMemory(): void;
  /** Answers what was read back, and closes the codes. */
  answerMemory(yes: boolean): void;
  scan(video: HTMLVideoElement, onState: (state: ScannerState) => void): () => void;
  dismissHint(): void;
  /** Somebody knocks at the operator's door; see renderer/operator-menu. */
  openOperator(): void;
  closeOperator(): void;
  operate(message: Extract<Outgoing, { type: `operator.${string}` }>): void;
  reconnect(): void;
  /** Any sign of life that says nothing; sent at most every few seconds. */
  touched(): void;
  /** Any gesture: lets sound out and the microphone in where the browser waits for one. */
  gesture(): void;
}

/** Stops what is being said, whichever turn it belongs to, and nothing that comes later. */
export function silence(store: ScreenStore, devices: Devices): void {
  const turn = devices.player.position()?.turn ?? latestTurn(store.get())?.turn;
  if (turn !== undefined) devices.player.cancel(turn);
}

const TOUCH_EVERY_MS = 4000;

interface GuestActionsDeps {
  readonly store: ScreenStore;
  readonly devices: Devices;
  readonly client: Pick<KioskClient, 'send' | 'reconnect'>;
  readonly nowMs: () => number;
}

export function createGuestActions({ store, devices, client, nowMs }: GuestActionsDeps): GuestActions {
  const ui = (patch: Partial<GuestUi>) => store.dispatch({ type: 'ui', patch });
  let touchedAtMs = Number.NEGATIVE_INFINITY;
  const begin: GuestActions['begin'] = (trigger) => client.send({ type: 'session.start', trigger });
  const ask: GuestActions['ask'] = (text, source) => {
    const trimmed = text.trim();
    if (trimmed === '') return;
    if (client.send({ type: 'text.submit', text: trimmed, source })) ui({ panel: 'none', draft: '' });
  };
  return {
    ...createAccessActions({ store, client }),
    begin,
    ask,
    type: (text, enter) => {
      const { session, ui: before } = store.get();
      const draft = (before.panel === 'keyboard' ? before.draft + text : text).slice(0, MAX_GUEST_TEXT);
      // Kept while the session starts, which may take a moment: the keys open with it.
      ui({ panel: 'keyboard', draft });
      if (enter) ask(draft, 'typed');
      else if (session === null && before.panel !== 'keyboard') begin('key');
    },
    stopSpeaking: () => {
      silence(store, devices);
      client.send({ type: 'speech.stop' });
    },
    startOver: () => client.send({ type: 'session.end' }),
    stillHere: () => client.send({ type: 'session.touch' }),
    setLocale: (locale) => client.send({ type: 'locale.set', locale }),
    talk: (talking) => {
      if (store.get().ui.talking === talking) return;
      // Whoever wants to speak does not want to be spoken to.
      if (talking) silence(store, devices);
      if (client.send({ type: 'talk', on: talking })) ui({ talking });
    },
    setMuted: (micMuted) => ui({ micMuted }),
    setSpeech: (speechOn) => {
      if (!speechOn) silence(store, devices);
      ui({ speechOn });
      client.send({ type: 'speech.enable', enabled: speechOn });
    },
    open: (panel) => {
      // A camera that nobody stands before any more has to go off, and only a session ends by itself.
      if (panel === 'scan' && store.get().session === null) begin('badge');
      ui({ panel });
    },
    setDraft: (draft) => ui({ draft }),
    requestHelp: () => {
      if (client.send({ type: 'help.request' })) ui({ panel: 'none' });
    },
    answerConsent: (remember) => {
      if (client.send({ type: 'consent.answer', remember })) store.dispatch({ type: 'consent.answered' });
    },
    consentLater: () => client.send({ type: 'consent.later' }),
    enterPin: (pin) => client.send({ type: 'guest.pin.enter', pin }),
    cancelPin: () => client.send({ type: 'guest.pin.cancel' }),
    speakPin: () => client.send({ type: 'guest.pin.speak' }),
    changePin: () => client.send({ type: 'guest.pin.change' }),
    openMemory: () => client.send({ type: 'memory.open' }),
    closeMemory: () => client.send({ type: 'memory.close' }),
    deleteMemory: (id) => client.send({ type: 'memory.delete', id }),
    correctMemory: (id, value) => client.send({ type: 'memory.correct', id, value }),
    pauseMemory: (paused) => client.send({ type: 'memory.pause', paused }),
    exportMemory: (format) => client.send({ type: 'memory.export', format }),
    linkElsewhere: () => client.send({ type: 'memory.link' }),
    eraseMemory: () => client.send({ type: 'memory.erase' }),
    answerMemory: (yes) => client.send({ type: 'memory.answer', yes }),
    scan: (video, onState) => {
      devices.scanner.start(video, onState);
      return () => devices.scanner.stop();
    },
    dismissHint: () => store.dispatch({ type: 'hint.dismissed' }),
    openOperator: () => {
      // Without the kiosk there is nobody to ask, and the screen says so.
      if (!client.send({ type: 'operator.open' })) ui({ panel: 'operator' });
    },
    closeOperator: () => {
      if (!client.send({ type: 'operator.close' })) ui({ panel: 'none' });
    },
    operate: (message) => void client.send(message),
    reconnect: () => client.reconnect(),
    touched: () => {
      if (store.get().session === null || nowMs() - touchedAtMs < TOUCH_EVERY_MS) return;
      touchedAtMs = nowMs();
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
