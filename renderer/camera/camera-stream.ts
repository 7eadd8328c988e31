export type CameraState = 'off' | 'starting' | 'on' | 'denied' | 'absent' | 'failed';

export interface CameraStreamOptions {
  /** `detail` is for staff: the browser's own error. */
  readonly onState: (state: CameraState, detail?: string) => void;
  /** Pictures can be taken of this element now. */
  readonly onPlaying: (video: HTMLVideoElement) => void;
}

export interface CameraStream {
  /** Opens the camera and shows it in `video`; again in another element when it runs already. */
  start(video: HTMLVideoElement): void;
  /** Closes the camera: its light goes out. */
  stop(): void;
  /** The code reader gave up: the camera has no use. */
  fail(detail: string): void;
  readonly state: CameraState;
}

const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 15 } },
};

/**
 * The camera of the kiosk. One that is missing, taken or unplugged is tried again as soon as the machine's devices
 * change; one that was refused is not, since nobody would have plugged that in.
 */
export function createCameraStream({ onState, onPlaying }: CameraStreamOptions): CameraStream {
  let state: CameraState = 'off';
  let stream: MediaStream | null = null;
  let shown: HTMLVideoElement | null = null;
  let wanted: HTMLVideoElement | null = null;
  let attempt = 0;

  const report = (next: CameraState, detail?: string) => {
    if (next === state) return;
    state = next;
    if (detail === undefined) onState(next);
    else onState(next, detail);
  };

  const release = () => {
    attempt++;
    for (const track of stream?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    if (shown !== null) shown.srcObject = null;
    stream = null;
    shown = null;
  };

  const fail = (next: CameraState, detail: string) => {
    release();
    report(next, detail);
  };

  const open = async (video: HTMLVideoElement) => {
    const mine = ++attempt;
    report('starting');
    try {
      const opened = await openCamera();
      if (mine !== attempt) {
        for (const track of opened.getTracks()) track.stop();
        return;
      }
      stream = opened;
      for (const track of opened.getVideoTracks()) track.onended = () => fail('absent', 'the camera was unplugged');
      await show(opened, video);
      if (mine !== attempt) return;
      report('on');
      onPlaying(video);
    } catch (error) {
      if (mine === attempt) fail(stateOf(error), error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    }
  };

  const show = async (opened: MediaStream, video: HTMLVideoElement) => {
    if (shown !== null && shown !== video) shown.srcObject = null;
    shown = video;
    video.muted = true;
    video.playsInline = true;
    video.srcObject = opened;
    await video.play();
  };

  const onDeviceChange = () => {
    if (wanted === null || (state !== 'absent' && state !== 'failed')) return;
    void open(wanted);
  };
  const watch = (on: boolean) => {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    devices?.removeEventListener('devicechange', onDeviceChange);
    if (on) devices?.addEventListener('devicechange', onDeviceChange);
  };

  return {
    start(video) {
      if (state === 'starting' || state === 'on') release();
      wanted = video;
      state = 'off';
      watch(true);
      void open(video);
    },
    stop() {
      wanted = null;
      watch(false);
      release();
      report('off');
    },
    fail: (detail) => fail('failed', detail),
    get state() {
      return state;
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
