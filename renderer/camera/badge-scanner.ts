import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { MAX_SCANNED_TEXT } from '../../core/contract/protocol.ts';
import { type CameraState, createCameraStream } from './camera-stream.ts';
import { createRepeatFilter } from './repeat-filter.ts';
import type { FromScan, ToScan } from './scan-messages.ts';

export type { CameraState } from './camera-stream.ts';

export interface BadgeScannerOptions {
  /** A QR code came into view. Once per showing; 1 to MAX_SCANNED_TEXT UTF-16 units, otherwise unchecked. */
  readonly onPayload: (payload: string) => void;
  /** `detail` is for staff: the browser's own error. */
  readonly onState: (state: CameraState, detail?: string) => void;
  /** Several codes compete in the picture (true), or no longer do. */
  readonly onSeveral?: (several: boolean) => void;
  /** The picture as long as the camera plays, for who else looks at it; null: no more. */
  readonly onPicture?: (video: HTMLVideoElement | null) => void;
}

export interface BadgeScanner {
  /** Opens the camera and shows it in `video`, which must be in the page for as long as it runs. */
  start(video: HTMLVideoElement): void;
  /** Ends what start() began: the camera closes and its light goes out, unless it is kept ready. */
  stop(): void;
  /** "Always ready": while nothing is shown, the camera looks for badges all the same. */
  keepReady(on: boolean): void;
  close(): void;
}

const SCAN_EVERY_MS = 125;
/** Nobody is waiting yet: a badge may take a little longer, and the processor is left to others. */
const SCAN_READY_EVERY_MS = 300;
/** And it has to be held up, some 30 cm away: the badge of somebody who walks by must not end a guest's session. */
const READY_MIN_EDGE = 0.14;
/** The same badge counts again when it was out of sight for this long. */
const GONE_AFTER_MS = 3000;

export function createBadgeScanner({ onPayload, onState, onSeveral = () => {}, onPicture = () => {} }: BadgeScannerOptions): BadgeScanner {
  const repeats = createRepeatFilter(GONE_AFTER_MS);
  let worker: Worker | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let playing: HTMLVideoElement | null = null;
  let ready = false;
  let showing = false;
  let several = false;

  const camera = createCameraStream({
    onState(state, detail) {
      if (state !== 'on') rest();
      onState(state, detail);
    },
    onPlaying(video) {
      playing = video;
      onPicture(video);
      scanSoon();
    },
  });

  /** No picture is taken from here on until the camera plays again. */
  const rest = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (playing !== null) onPicture(null);
    playing = null;
    tellSeveral(false);
  };

  const tellSeveral = (now: boolean) => {
    if (now === several) return;
    several = now;
    onSeveral(several);
  };

  const scanSoon = () => {
    if (timer === null && playing !== null) timer = setTimeout(() => void scan(), showing ? SCAN_EVERY_MS : SCAN_READY_EVERY_MS);
  };

  const scan = async () => {
    timer = null;
    const video = playing;
    try {
      if (video === null || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return scanSoon();
      const picture = await createImageBitmap(video);
      if (video !== playing) return picture.close();
      worker?.postMessage({ type: 'scan', picture, minEdge: showing ? 0 : READY_MIN_EDGE } satisfies ToScan, [picture]);
    } catch {
      // The picture was not ready; the next one may be.
      if (video === playing) scanSoon();
    }
  };

  const hear = (message: FromScan) => {
    if (message.type === 'failed') {
      worker?.terminate();
      worker = null;
      if (camera.state !== 'off') camera.fail(`code reader: ${message.reason}`);
      return;
    }
    if (playing === null) return;
    if (message.type === 'scanned') {
      tellSeveral(message.several);
      if (message.payload !== null) take(message.payload);
    }
    scanSoon();
  };

  const take = (payload: string) => {
    if (payload.length === 0 || payload.length > MAX_SCANNED_TEXT) return;
    if (repeats.isNew(payload, performance.now())) onPayload(payload);
  };

  const startReader = () => {
    if (worker !== null) return;
    const started = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module', name: 'badge-scan' });
    started.onmessage = (event: MessageEvent<FromScan>) => hear(event.data);
    started.onerror = (event) => hear({ type: 'failed', reason: event.message || 'its script did not load' });
    started.postMessage({ type: 'load', wasmUrl: new URL(wasmUrl, document.baseURI).href } satisfies ToScan);
    worker = started;
  };

  const begin = (video: HTMLVideoElement) => {
    rest();
    startReader();
    camera.start(video);
  };

  return {
    start(video) {
      showing = true;
      repeats.clear();
      begin(video);
    },
    stop() {
      showing = false;
      rest();
      // The badge that was just shown is still in view: it must not count again.
      if (ready) begin(document.createElement('video'));
      else {
        camera.stop();
        repeats.clear();
      }
    },
    keepReady(on) {
      if (on === ready) return;
      ready = on;
      if (showing) return;
      if (on) begin(document.createElement('video'));
      else camera.stop();
    },
    close() {
      ready = false;
      rest();
      camera.stop();
      worker?.terminate();
      worker = null;
    },
  };
}
