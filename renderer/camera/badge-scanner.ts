import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { MAX_BADGE_PAYLOAD } from '../../core/contract/protocol.ts';
import { createRepeatFilter } from './repeat-filter.ts';
import type { FromScan, ToScan } from './scan-messages.ts';

export type CameraState = 'off' | 'starting' | 'on' | 'denied' | 'absent' | 'failed';

export interface BadgeScannerOptions {
  /** A QR code came into view. Once per showing; 1 to MAX_BADGE_PAYLOAD UTF-16 units, otherwise unchecked. */
  readonly onPayload: (payload: string) => void;
  /** `detail` is for staff: the browser's own error. */
  readonly onState: (state: CameraState, detail?: string) => void;
}

export interface BadgeScanner {
  /** Opens the camera and shows it in `video`, which must be in the page for as long as it runs. */
  start(video: HTMLVideoElement): void;
  /** Closes the camera: its light goes out. */
  stop(): void;
  close(): void;
}

const SCAN_EVERY_MS = 125;
/** The same badge counts again when it was out of sight for this long. */
const GONE_AFTER_MS = 3000;
const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 15 } },
};

export function createBadgeScanner({ onPayload, onState }: BadgeScannerOptions): BadgeScanner {
  const repeats = createRepeatFilter(GONE_AFTER_MS);
  let state: CameraState = 'off';
  let stream: MediaStream | null = null;
  let shown: HTMLVideoElement | null = null;
  let worker: Worker | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let attempt = 0;

  const report = (next: CameraState, detail?: string) => {
    if (next === state) return;
    state = next;
    if (detail === undefined) onState(next);
    else onState(next, detail);
  };

  const release = () => {
    attempt++;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    for (const track of stream?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    if (shown !== null) shown.srcObject = null;
    stream = null;
    shown = null;
    repeats.clear();
  };

  const fail = (next: CameraState, detail: string) => {
    release();
    report(next, detail);
  };

  const scanSoon = () => {
    if (timer === null && stream !== null) timer = setTimeout(() => void scan(attempt), SCAN_EVERY_MS);
  };

  const scan = async (mine: number) => {
    timer = null;
    try {
      if (shown === null || shown.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return scanSoon();
      const picture = await createImageBitmap(shown);
      if (mine !== attempt) return picture.close();
      worker?.postMessage({ type: 'scan', picture } satisfies ToScan, [picture]);
    } catch {
      // The picture was not ready; the next one may be.
      if (mine === attempt) scanSoon();
    }
  };

  const hear = (message: FromScan) => {
    if (message.type === 'failed') {
      worker?.terminate();
      worker = null;
      if (state !== 'off') fail('failed', `code reader: ${message.reason}`);
      return;
    }
    if (stream === null) return;
    if (message.type === 'scanned' && message.payload !== null) take(message.payload);
    scanSoon();
  };

  const take = (payload: string) => {
    if (payload.length === 0 || payload.length > MAX_BADGE_PAYLOAD) return;
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

  const open = async (video: HTMLVideoElement) => {
    const mine = ++attempt;
    report('starting');
    try {
      startReader();
      const opened = await openCamera();
      if (mine !== attempt) {
        for (const track of opened.getTracks()) track.stop();
        return;
      }
      stream = opened;
      shown = video;
      for (const track of opened.getVideoTracks()) track.onended = () => fail('absent', 'the camera was unplugged');
      video.muted = true;
      video.playsInline = true;
      video.srcObject = opened;
      await video.play();
      if (mine !== attempt) return;
      report('on');
      scanSoon();
    } catch (error) {
      if (mine === attempt) fail(stateOf(error), error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    }
  };

  return {
    start(video) {
      if (state === 'starting' || state === 'on') release();
      state = 'off';
      void open(video);
    },
    stop() {
      release();
      report('off');
    },
    close() {
      release();
      worker?.terminate();
      worker = null;
      report('off');
    },
  };
}

async function openCamera(): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) throw new Error('this page has no access to devices (it needs https or localhost)');
  return navigator.mediaDevices.getUserMedia(CONSTRAINTS);
}

function stateOf(error: unknown): CameraState {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent';
  return 'failed';
}
