import type { BadgeReading } from '../../core/contract/badge-config.ts';
import type { MicFrame, MicState, SpeechAudio, ToScreenOf } from '../../core/contract/index.ts';
import type { CameraState } from '../camera/camera-stream.ts';
import type { FastText } from '../camera/wedge-reader.ts';
import type { Gaze } from '../presence/create-presence.ts';

/** What the guest screen needs of its machine: ear, mouth and eye. The gallery and tests put their own in. */

export interface Position {
  readonly turn: number;
  readonly sentence: number;
  /** How far into the sentence the loudspeaker is. */
  readonly ms: number;
}

export interface PlaybackEvent {
  readonly turn: number;
  readonly sentence: number;
  readonly event: 'started' | 'finished' | 'stopped';
  readonly heardMs: number;
}

export interface Microphone {
  start(): Promise<void> | void;
  setMuted(muted: boolean): void;
  close(): void;
}

export interface Player {
  /** Must be called from a gesture unless the kiosk flag for autoplay is set. */
  unlock(): void;
  play(meta: ToScreenOf<'speech.sentence'>, audio: SpeechAudio): void;
  /** The screen's own voice, for a language the kiosk cannot speak. */
  say(message: ToScreenOf<'speech.text'>): void;
  /** The screen has a voice for the language; left out: it has. */
  speaks?(locale: string): boolean;
  cancel(turn: number): void;
  duck(on: boolean): void;
  pause(on: boolean): void;
  /** 0..1, of the guest; NORMAL_VOLUME is the kiosk's own. */
  setVolume?(volume: number): void;
  /** Pace of the screen's own voice; what the kiosk speaks comes at the right pace. */
  setRate?(rate: number): void;
  position(): Position | null;
  /** Turns count from the beginning again: stops all and forgets what was cancelled. */
  reset(): void;
  close(): void;
}

/** "several": codes compete in the picture, and which is meant cannot be told. */
export type ScannerState = 'starting' | 'ready' | 'several' | 'denied' | 'off';

export interface Scanner {
  start(video: HTMLVideoElement, onState: (state: ScannerState) => void): void;
  stop(): void;
  close(): void;
}

export interface DeviceEvents {
  readonly onFrame: (frame: MicFrame) => void;
  readonly onMicState: (state: MicState, detail?: string) => void;
  /** Root mean square of the last frame, 0..1. */
  readonly onLevel: (rms: number) => void;
  readonly onPlayback: (event: PlaybackEvent) => void;
  readonly onBadge: (payload: string, source: 'camera' | 'wedge') => void;
  readonly onFastText: (typed: FastText) => void;
  /** The key gives a command of the guest (see access-keys.ts): it is let through. */
  readonly isGuestKey?: (event: { readonly key: string; readonly code: string }) => boolean;
  readonly onCameraState?: (state: CameraState) => void;
}

export interface Devices {
  readonly microphone: Microphone;
  readonly player: Player;
  readonly scanner: Scanner;
  /** How badges are read here, as the kiosk says; may change while running. */
  readBadges?(reading: BadgeReading): void;
  /** Whether the face may look where something moves before the camera. */
  watchPresence?(on: boolean): void;
  /** Where that is; null: nowhere. */
  gaze?(): Gaze | null;
  close(): void;
}

export type CreateDevices = (events: DeviceEvents) => Devices;
