import { brightnessOf, motionCentre } from './motion-centre.ts';

/** Where the guest is from the screen's point of view: -1 to 1, x to the right of the screen, y downwards. */
export interface Gaze {
  readonly x: number;
  readonly y: number;
}

export interface PresenceOptions {
  readonly onProblem: (what: string) => void;
}

export interface Presence {
  /** The operator's choice: only while it is on is the camera opened for this. */
  watch(on: boolean): void;
  /** The badge scanner's own picture, used in place of a second one while it runs; null: it has stopped. */
  borrow(video: HTMLVideoElement | null): void;
  /** Null: nobody moves in front of the kiosk, or nobody looks. */
  gaze(): Gaze | null;
  close(): void;
}

const LOOK_EVERY_MS = 180;
const WIDTH = 40;
const HEIGHT = 30;
/** Somebody who stands still is still there for a while. */
const HELD_MS = 2600;
/** Share of the way to the new place in one look. */
const EASE = 0.35;
const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'user', width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 10, max: 15 } },
};

/**
 * Looks where something moves in front of the camera. A picture is 40 × 30 brightness values, compared with the one before and
 * forgotten: none is kept, shown or sent, and no face is looked for.
 */
export function createPresence({ onProblem }: PresenceOptions): Presence {
  let on = false;
  let own: { readonly stream: MediaStream; readonly video: HTMLVideoElement } | null = null;
  let borrowed: HTMLVideoElement | null = null;
  let opening = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let before: Uint8Array | null = null;
  let gaze: (Gaze & { readonly seenAtMs: number }) | null = null;
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d', { willReadFrequently: true });

  const look = () => {
    timer = setTimeout(look, LOOK_EVERY_MS);
    const video = borrowed ?? own?.video ?? null;
    if (pen === null || video === null || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    pen.drawImage(video, 0, 0, WIDTH, HEIGHT);
    const now = brightnessOf(pen.getImageData(0, 0, WIDTH, HEIGHT).data);
    const centre = before === null ? null : motionCentre(before, now, WIDTH);
    before = now;
    const nowMs = performance.now();
    if (centre === null) {
      if (gaze !== null && nowMs - gaze.seenAtMs > HELD_MS) gaze = null;
      return;
    }
    // The camera looks at the guest: its right is the screen's left.
    const from = gaze ?? { x: 0, y: 0 };
    gaze = { x: from.x + (-centre.x - from.x) * EASE, y: from.y + (centre.y - from.y) * EASE, seenAtMs: nowMs };
  };

  const open = async () => {
    const mine = ++opening;
    try {
      const stream = await navigator.mediaDevices.getUserMedia(CONSTRAINTS);
      const end = () => {
        for (const track of stream.getTracks()) track.stop();
      };
      if (mine !== opening) return end();
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = stream;
      own = { stream, video };
      await video.play();
    } catch (error) {
      if (mine === opening) onProblem(`presence: ${error instanceof Error ? error.name : String(error)}`);
    }
  };

  const shut = () => {
    opening += 1;
    for (const track of own?.stream.getTracks() ?? []) track.stop();
    if (own !== null) own.video.srcObject = null;
    own = null;
  };

  const settle = () => {
    before = null;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (!on) gaze = null;
    if (!on || borrowed !== null) shut();
    else if (own === null) void open();
    if (on) look();
  };

  return {
    watch(wanted) {
      if (wanted === on) return;
      on = wanted;
      settle();
    },
    borrow(video) {
      if (video === borrowed) return;
      borrowed = video;
      if (on) settle();
    },
    gaze: () => gaze,
    close() {
      on = false;
      borrowed = null;
      settle();
    },
  };
}
