import { createBackoff } from '../core/backoff.ts';
import {
  type Connection,
  decodeSpeechAudio,
  decodeToScreen,
  encode,
  encodeMicFrame,
  MAX_SPEECH_MESSAGE_BYTES,
  type MicFrame,
  type Payload,
  PROTOCOL_VERSION,
  type Preview,
  type SpeechAudio,
  type ToKiosk,
  type ToScreen,
  type ToScreenOf,
} from '../core/contract/index.ts';

type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never;
/** A message before the client numbers it; `hello` is the client's own. */
export type Outgoing = WithoutSeq<Exclude<ToKiosk, { type: 'hello' }>>;

export interface KioskClientOptions {
  readonly role: 'guest' | 'staff';
  /** Of a guest screen on which staff try the draft: asked for anew with each link, as a token is good for one. */
  readonly preview?: () => Promise<Preview>;
  /** Opens one link; called again after each loss. */
  readonly open: () => Promise<Connection>;
  /** Runs a callback once after a delay; the returned function cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** 0..1, for jitter. */
  readonly random: () => number;
  readonly onMessage: (message: ToScreen) => void;
  readonly onSpeech: (meta: ToScreenOf<'speech.sentence'>, audio: SpeechAudio) => void;
  readonly onLink: (link: 'connecting' | 'online' | 'lost' | 'replaced') => void;
  /** Something arrived that this screen cannot read; for the console. */
  readonly onProblem?: (what: string) => void;
}

export interface KioskClient {
  /** Sends now, or drops it: what a guest touched a minute ago must not happen after a reconnect. */
  send(message: Outgoing): boolean;
  /** As send(); the number it went out under, to match an answer with, or null when it was dropped. */
  sendNumbered(message: Outgoing): number | null;
  /** Sends a binary message, or drops it. */
  sendBytes(bytes: Uint8Array): boolean;
  /** Bytes that the link has not taken yet; 0 when it is down. */
  readonly bufferedBytes: number;
  /** Sends one frame unless the link is down or too far behind. */
  sendMic(frame: MicFrame): boolean;
  /** Connects again after "replaced". */
  reconnect(): void;
  close(): void;
}

/** About one second of microphone audio. */
const SHED_ABOVE_BYTES = 64 * 1024;
const WELCOME_WITHIN_MS = 8000;
/** Close reason of a kiosk whose newer guest screen took this one's place. */
const REPLACED = /replaced/i;

export function createKioskClient(options: KioskClientOptions): KioskClient {
  const backoff = createBackoff({ baseMs: 300, maxMs: 10_000 }, options.random);
  let connection: Connection | null = null;
  let seq = 0;
  let pendingSpeech: ToScreenOf<'speech.sentence'> | null = null;
  let closed = false;
  let replaced = false;
  let cancelTimer = () => {};

  const transmit = (message: ToKiosk): boolean => {
    if (connection === null) return false;
    connection.send(encode(message));
    return true;
  };

  const connect = () => {
    cancelTimer();
    if (closed) return;
    replaced = false;
    let current = true;
    const lose = (reason: string) => {
      if (!current || closed) return;
      current = false;
      cancelTimer();
      connection = null;
      pendingSpeech = null;
      if (REPLACED.test(reason)) {
        replaced = true;
        options.onLink('replaced');
        return;
      }
      options.onLink('lost');
      cancelTimer = options.after(backoff.nextMs(), connect);
    };
    cancelTimer = options.after(WELCOME_WITHIN_MS, () => {
      const stale = connection;
      lose('no welcome');
      stale?.close('no welcome');
    });
    dial(options).then(
      ({ opened, preview }) => {
        if (!current || closed) return opened.close('too late');
        connection = opened;
        seq = 0;
        opened.onPayload((payload) => current && receive(payload));
        opened.onClose(lose);
        if (!current) return;
        transmit({ type: 'hello', seq: ++seq, protocol: PROTOCOL_VERSION, role: options.role, ...(preview && { preview }) });
      },
      () => lose('cannot connect'),
    );
  };

  const receive = (payload: Payload) => (typeof payload === 'string' ? receiveText(payload) : receiveBytes(payload));

  const receiveText = (text: string) => {
    const decoded = decodeToScreen(text);
    if (!decoded.ok) return options.onProblem?.(`${decoded.code}: ${decoded.reason}`);
    const { message } = decoded;
    if (message.type === 'welcome') {
      cancelTimer();
      backoff.reset();
      options.onLink('online');
    }
    if (message.type === 'speech.sentence') pendingSpeech = message;
    if (message.type === 'refused') options.onProblem?.(`refused, ${message.code}: ${message.message}`);
    options.onMessage(message);
  };

  const receiveBytes = (bytes: Uint8Array) => {
    const meta = pendingSpeech;
    pendingSpeech = null;
    const audio = bytes.byteLength > MAX_SPEECH_MESSAGE_BYTES ? null : decodeSpeechAudio(bytes);
    if (audio === null) return options.onProblem?.(`${bytes.byteLength} bytes that are no speech`);
    if (meta === null || meta.turn !== audio.turn || meta.sentence !== audio.sentence) {
      return options.onProblem?.(`speech of turn ${audio.turn}, sentence ${audio.sentence} came unannounced`);
    }
    options.onSpeech(meta, audio);
  };

  options.onLink('connecting');
  connect();

  const sendNumbered = (message: Outgoing) => (transmit({ ...message, seq: ++seq } as ToKiosk) ? seq : null);

  return {
    send: (message) => sendNumbered(message) !== null,
    sendNumbered,
    sendBytes: (bytes) => {
      connection?.send(bytes);
      return connection !== null;
    },
    get bufferedBytes() {
      return connection?.bufferedBytes ?? 0;
    },
    sendMic: (frame) => {
      if (connection === null || connection.bufferedBytes > SHED_ABOVE_BYTES) return false;
      connection.send(encodeMicFrame(frame));
      return true;
    },
    reconnect: () => {
      if (replaced) connect();
    },
    close: () => {
      closed = true;
      cancelTimer();
      connection?.close('screen closed');
      connection = null;
    },
  };
}

async function dial({ preview, open }: KioskClientOptions) {
  return { preview: await preview?.(), opened: await open() };
}
