import type { Connection, Locale, Preview, ToScreen, ToScreenOf } from '../../core/contract/index.ts';
import { createKeyMap } from '../access/access-keys.ts';
import type { CameraState } from '../camera/camera-stream.ts';
import { createKioskClient, type KioskClient } from '../kiosk-client.ts';
import { goTo } from '../operator-menu/go-to.ts';
import type { Gaze } from '../presence/create-presence.ts';
import { createStore, type ScreenStore } from '../store/create-store.ts';
import { INITIAL_STATE } from '../store/screen-state.ts';
import { hasTalkButton } from '../store/selectors.ts';
import type { CreateDevices, Devices, Position } from './devices.ts';
import { createGuestActions, type GuestActions, silence } from './guest-actions.ts';

export interface Guest {
  readonly store: ScreenStore;
  readonly actions: GuestActions;
  position(): Position | null;
  /** Loudness of the microphone just now, 0..1. */
  level(): number;
  /** Where the guest is, if the operator lets the camera look; null: nobody knows. */
  gaze?(): Gaze | null;
  /** What the guest said to make the kiosk easier to use. Left out: nobody says anything here. */
  onAccess?(listener: (message: AccessMessage) => void): () => void;
  close(): void;
}

export type AccessMessage = ToScreenOf<'access.do' | 'access.press'>;

export interface GuestOptions {
  readonly open: () => Promise<Connection>;
  readonly createDevices: CreateDevices;
  readonly nowMs: () => number;
  readonly after: (delayMs: number, callback: () => void) => () => void;
  readonly random: () => number;
  /** Gathers what changes on the screen; see createStore. */
  readonly schedule?: (work: () => void) => void;
  /** Staff try the draft on this screen. */
  readonly preview?: () => Promise<Preview>;
  readonly onProblem: (what: string) => void;
}

/** Speech is quiet: this many times the root mean square fills the meter. */
const LEVEL_GAIN = 6;

/** The guest screen without its pictures: link, store and devices, wired. */
export function createGuest(options: GuestOptions): Guest {
  const store = createStore(INITIAL_STATE, options.schedule);
  let level = 0;
  const accessListeners = new Set<(message: AccessMessage) => void>();
  let client: KioskClient | null = null;
  let camera: CameraState = 'off';

  let actions: GuestActions | null = null;
  const devices = options.createDevices({
    onFrame: (frame) => {
      if (!hasTalkButton(store.get()) || store.get().ui.talking) client?.sendMic(frame);
    },
    onMicState: (state, detail) => {
      store.dispatch({ type: 'mic', state });
      client?.send({ type: 'mic.state', state, ...(detail === undefined ? {} : { detail: detail.slice(0, 300) }) });
    },
    isGuestKey: (event) => createKeyMap(store.get().kiosk?.accessKeys).commandFor(event) !== null,
    onCameraState: (state) => {
      camera = state;
      client?.send({ type: 'camera.state', state });
    },
    onLevel: (rms) => {
      level = Math.min(1, rms * LEVEL_GAIN);
    },
    onPlayback: (event) => client?.send({ type: 'playback', ...event }),
    onBadge: (payload, source) => {
      store.dispatch({ type: 'ui', patch: { panel: 'none', draft: '' } });
      client?.send({ type: 'badge.scan', source, payload });
    },
    onFastText: ({ text, reached, entered }) => actions?.type(text.slice(reached), entered),
  });

  client = createKioskClient({
    role: 'guest',
    ...(options.preview !== undefined && { preview: options.preview }),
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
      if (message.type === 'welcome') client?.send({ type: 'camera.state', state: camera });
      if (message.type === 'access.do' || message.type === 'access.press') for (const listener of accessListeners) listener(message);
      else if (client !== null) onMessage(message, devices, client, store);
    },
  });
  const unsubscribe = [followMute(store, devices), followVoice(store, devices)];
  actions = createGuestActions({ store, devices, client, nowMs: options.nowMs });

  return {
    store,
    actions,
    position: () => devices.player.position(),
    level: () => level,
    gaze: () => devices.gaze?.() ?? null,
    onAccess: (listener) => {
      accessListeners.add(listener);
      return () => accessListeners.delete(listener);
    },
    close: () => {
      for (const end of unsubscribe) end();
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
      if (message.badges !== undefined) devices.readBadges?.(message.badges);
      devices.watchPresence?.(message.look?.presence.camera ?? false);
      if (message.capabilities.hearing.state !== 'off' && mic === 'off') devices.microphone.start();
      break;
    }
    case 'session.started':
    case 'session.ended':
      devices.player.reset();
      break;
    case 'speech.text':
      devices.player.say(message);
      noteVoice(message.locale, devices, store);
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
    case 'operator.go':
      goTo(message.to);
      break;
  }
}

/** What nobody says is told, or a guest would wait for it, or take it for broken. */
function noteVoice(locale: Locale, devices: Devices, store: ScreenStore): void {
  const voiceless = devices.player.speaks?.(locale) === false ? locale : null;
  if ((store.get().ui.voiceless ?? null) !== voiceless) store.dispatch({ type: 'ui', patch: { voiceless } });
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

/** Loudness and pace are the guest's, and go with them. */
function followVoice(store: ScreenStore, { player }: Devices): () => void {
  let before = store.get().ui.access;
  return store.subscribe(() => {
    const { volume, speechRate } = store.get().ui.access;
    if (volume !== before.volume) player.setVolume?.(volume);
    if (speechRate !== before.speechRate) player.setRate?.(speechRate);
    before = store.get().ui.access;
  });
}
