import { createBadgeScanner } from '../../../renderer/camera/badge-scanner.ts';
import { createWedgeReader } from '../../../renderer/camera/wedge-reader.ts';
import { createMicrophone } from '../../../renderer/mic/microphone.ts';
import { createBrowserVoice } from '../../../renderer/playback/browser-voice.ts';
import { createPlayer } from '../../../renderer/playback/player.ts';
import { createPresence } from '../../../renderer/presence/create-presence.ts';

/** What the tests drive from outside, through page.evaluate. */
const harness = { createBadgeScanner, createBrowserVoice, createMicrophone, createPlayer, createPresence, createWedgeReader };
export type Harness = typeof harness;

declare global {
  interface Window {
    harness: Harness;
  }
}
document.body.append(document.createElement('video'), document.createElement('input'));
window.harness = harness;
