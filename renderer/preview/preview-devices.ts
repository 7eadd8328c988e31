import type { CreateDevices } from '../guest/devices.ts';
import { createBrowserVoice } from '../playback/browser-voice.ts';
import { createPlayer } from '../playback/player.ts';

/** A preview speaks like the kiosk, and neither hears nor sees: staff type and touch. */
export const createPreviewDevices: CreateDevices = (events) => {
  const player = createPlayer({ onEvent: events.onPlayback });
  const voice = createBrowserVoice({ onEvent: events.onPlayback });
  const both = [player, voice] as const;
  return {
    microphone: { start: () => events.onMicState('muted'), setMuted: () => {}, close: () => {} },
    player: {
      unlock: player.unlock,
      play: player.play,
      say: voice.say,
      position: () => player.position() ?? voice.position(),
      cancel: (turn) => both.forEach((one) => void one.cancel(turn)),
      duck: (on) => both.forEach((one) => void one.duck(on)),
      pause: (on) => both.forEach((one) => void one.pause(on)),
      reset: () => both.forEach((one) => void one.reset()),
      close: () => both.forEach((one) => void one.close()),
    },
    scanner: { start: (_video, onState) => onState('denied'), stop: () => {}, close: () => {} },
    close: () => both.forEach((one) => void one.close()),
  };
};
