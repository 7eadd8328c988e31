import { gainFor } from '../access/access-state.ts';
import { type CameraState, createBadgeScanner } from '../camera/badge-scanner.ts';
import { createWedgeReader } from '../camera/wedge-reader.ts';
import { createMicrophone } from '../mic/microphone.ts';
import { createBrowserVoice } from '../playback/browser-voice.ts';
import { createPlayer } from '../playback/player.ts';
import { createPresence } from '../presence/create-presence.ts';
import type { CreateDevices, ScannerState } from './devices.ts';

/** The real microphone, loudspeaker, camera and badge reader of this machine. */
export const createDevices: CreateDevices = (events) => {
  const microphone = createMicrophone({ onFrame: events.onFrame, onState: events.onMicState, onLevel: events.onLevel });
  const player = createPlayer({ onEvent: events.onPlayback });
  const voice = createBrowserVoice({ onEvent: events.onPlayback });
  let tellScanner: (state: ScannerState) => void = () => {};
  const presence = createPresence({ onProblem: (what) => console.warn(what) });
  const scanner = createBadgeScanner({
    onPicture: presence.borrow,
    onPayload: (payload) => events.onBadge(payload, 'camera'),
    onState: (state) => {
      events.onCameraState?.(state);
      tellScanner(scannerStateOf(state));
    },
    onSeveral: (several) => tellScanner(several ? 'several' : 'ready'),
  });
  const wedge = createWedgeReader({
    target: window,
    onPayload: (payload) => events.onBadge(payload, 'wedge'),
    onText: events.onFastText,
    isGuestKey: ({ key, code }) => events.isGuestKey?.({ key, code: code ?? '' }) === true,
  });
  microphone.prepare();
  return {
    microphone,
    player: {
      unlock: player.unlock,
      play: player.play,
      say: voice.say,
      speaks: voice.speaks,
      position: () => player.position() ?? voice.position(),
      setVolume: (volume) => {
        const gain = gainFor(volume);
        player.setGain(gain);
        voice.setVolume(gain);
      },
      setRate: voice.setRate,
      cancel: (turn) => {
        player.cancel(turn);
        voice.cancel(turn);
      },
      duck: (on) => {
        player.duck(on);
        voice.duck(on);
      },
      pause: (on) => {
        player.pause(on);
        voice.pause(on);
      },
      reset: () => {
        player.reset();
        voice.reset();
      },
      close: () => {
        player.close();
        voice.close();
      },
    },
    scanner: {
      start: (video, onState) => {
        tellScanner = onState;
        scanner.start(video);
      },
      stop: () => {
        tellScanner = () => {};
        scanner.stop();
      },
      close: scanner.close,
    },
    readBadges: ({ camera, wedge: settings }) => {
      scanner.keepReady(camera === 'always-ready');
      wedge.configure(settings);
    },
    watchPresence: presence.watch,
    gaze: presence.gaze,
    close: () => {
      presence.close();
      microphone.close();
      player.close();
      voice.close();
      scanner.close();
      wedge.close();
    },
  };
};

function scannerStateOf(state: CameraState): ScannerState {
  if (state === 'on') return 'ready';
  if (state === 'off' || state === 'starting') return state;
  return 'denied';
}
