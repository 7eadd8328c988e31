import {
  type Connection,
  decodeMicFrame,
  decodeToKiosk,
  decodeUploadChunk,
  encode,
  encodeSpeechAudio,
  isUploadChunk,
  MAX_CHUNK_MESSAGE_BYTES,
  MAX_MIC_MESSAGE_BYTES,
  type MicFrame,
  type Payload,
  PROTOCOL_VERSION,
  type RefusalCode,
  type SpeechAudio,
  STAFF_ONLY,
  type ToKiosk,
  type ToKioskOf,
  type ToScreen,
  type UploadChunk,
} from '../contract/index.ts';
import type { Clock, Log } from '../ports.ts';
import { createBudget } from '../transport/budget.ts';
import { createOutgoing } from './outgoing.ts';

/** A burst of this many text messages, then this many a second, is more than any honest screen sends. */
const TEXT_BURST = 100;
const TEXT_PER_SECOND = 50;
/** An honest microphone sends 31.25 frames a second; a tab waking up may catch up in a burst. */
const FRAME_BURST = 400;
const FRAMES_PER_SECOND = 64;
/** Who sends nothing right is told so and logged this often, then this many times a second: a flood must fill neither log nor link. */
const REFUSAL_BURST = 20;
const REFUSALS_PER_SECOND = 1;
/** A refusal's reason may quote the names of unknown keys; nobody needs more of them than this. */
const MAX_REASON = 200;
/** A screen that connects and says nothing is none of ours. */
const HELLO_WITHIN_MS = 10_000;

export interface ScreenLink {
  readonly role: 'guest' | 'staff' | null;
  readonly signedIn: boolean;
  markSignedIn(): void;
  markSignedOut(): void;
  send(message: ToScreen): void;
  sendAudio(audio: SpeechAudio): void;
  close(reason: string): void;
}

export interface ScreenLinkHandlers {
  onHello(link: ScreenLink, hello: ToKioskOf<'hello'>): void;
  onMessage(link: ScreenLink, message: Exclude<ToKiosk, { type: 'hello' }>): void;
  onFrame(link: ScreenLink, frame: MicFrame): void;
  /** Part of a file that staff upload; false when it belongs to none. */
  onChunk(link: ScreenLink, chunk: UploadChunk): boolean;
  onClose(link: ScreenLink): void;
}

/**
 * One screen as the kiosk sees it. Everything that arrives is checked here: size, form, order, role and
 * rate. What fails is refused by a typed message and has no other effect.
 */
export function createScreenLink(connection: Connection, handlers: ScreenLinkHandlers, clock: Clock, log: Log): ScreenLink {
  let role: ScreenLink['role'] = null;
  let signedIn = false;
  let lastSeq = 0;
  let lastFrame = -1;
  const budget = (burst: number, perSecond: number) => createBudget({ burst, perSecond, nowMs: clock.nowMs });
  const textBudget = budget(TEXT_BURST, TEXT_PER_SECOND);
  const frameBudget = budget(FRAME_BURST, FRAMES_PER_SECOND);
  const refusalBudget = budget(REFUSAL_BURST, REFUSALS_PER_SECOND);
  const outgoing = createOutgoing(connection, (reason) => log.warn('screen let go', { role, reason }));

  const link: ScreenLink = {
    get role() {
      return role;
    },
    get signedIn() {
      return signedIn;
    },
    markSignedIn() {
      signedIn = true;
    },
    markSignedOut() {
      signedIn = false;
    },
    send: (message) => outgoing.send(encode(message)),
    sendAudio: (audio) => outgoing.send(encodeSpeechAudio(audio)),
    close: (reason) => connection.close(reason),
  };

  const refuse = (code: RefusalCode, reason: string, seq?: number) => {
    if (!refusalBudget()) return;
    const message = reason.slice(0, MAX_REASON);
    log.warn('message refused', { code, reason: message });
    link.send({ type: 'refused', code, message, ...(seq === undefined ? {} : { seq }) });
  };

  const onText = (text: string) => {
    if (!textBudget()) return refuse('rate-limited', `more than ${TEXT_PER_SECOND} messages a second`);
    const decoded = decodeToKiosk(text);
    if (!decoded.ok) return refuse(decoded.code, decoded.reason, decoded.seq);
    const { message } = decoded;
    if (message.seq <= lastSeq) return refuse('out-of-order', `seq ${message.seq} after ${lastSeq}`, message.seq);
    if (role === null && message.type !== 'hello') return refuse('hello-first', `"${message.type}" before hello`, message.seq);
    if (role !== null && message.type === 'hello') return refuse('out-of-order', 'a second hello', message.seq);
    lastSeq = message.seq;
    if (message.type === 'hello') {
      if (message.protocol !== PROTOCOL_VERSION) {
        refuse('protocol-mismatch', `screen speaks protocol ${message.protocol}, kiosk ${PROTOCOL_VERSION}`, message.seq);
        connection.close('protocol-mismatch');
        return;
      }
      role = message.role;
      return handlers.onHello(link, message);
    }
    const staffMessage = message.type.startsWith('staff.');
    if (staffMessage !== (role === 'staff') || (STAFF_ONLY.has(message.type) && !signedIn)) {
      return refuse('not-allowed', `"${message.type}" from a ${role} screen${signedIn ? '' : ' that is not signed in'}`, message.seq);
    }
    handlers.onMessage(link, message);
  };

  /** What an upload may bring is bounded by what it announced, so chunks need no budget of their own. */
  const onChunk = (bytes: Uint8Array) => {
    if (bytes.byteLength > MAX_CHUNK_MESSAGE_BYTES)
      return refuse('oversized', `chunk of ${bytes.byteLength} bytes; at most ${MAX_CHUNK_MESSAGE_BYTES}`);
    const chunk = decodeUploadChunk(bytes);
    if (chunk === null) return refuse('invalid', 'binary is not a chunk of this protocol');
    if (!handlers.onChunk(link, chunk)) refuse('out-of-order', `chunk at ${chunk.offset} of file ${chunk.file} belongs to no upload`);
  };

  const onBinary = (bytes: Uint8Array) => {
    if (role === 'staff' && signedIn && isUploadChunk(bytes)) return onChunk(bytes);
    if (!frameBudget()) return refuse('rate-limited', `more than ${FRAMES_PER_SECOND} frames a second`);
    if (bytes.byteLength > MAX_MIC_MESSAGE_BYTES)
      return refuse('oversized', `binary of ${bytes.byteLength} bytes; at most ${MAX_MIC_MESSAGE_BYTES}`);
    if (role === null || (role === 'staff' && !signedIn))
      return refuse(role === null ? 'hello-first' : 'not-allowed', 'audio from a screen that is not the guest screen');
    const frame = decodeMicFrame(bytes);
    if (frame === null) return refuse('invalid', 'binary is not a microphone frame of this protocol');
    // Frame 0 is the microphone opening again.
    if (frame.frame !== 0 && frame.frame <= lastFrame) return refuse('out-of-order', `frame ${frame.frame} after ${lastFrame}`);
    lastFrame = frame.frame;
    handlers.onFrame(link, frame);
  };

  const cancelHello = clock.after(HELLO_WITHIN_MS, () => role === null && outgoing.letGo('no hello'));
  connection.onPayload((payload: Payload) => {
    if (outgoing.isLetGo) return;
    try {
      if (typeof payload === 'string') onText(payload);
      else onBinary(payload);
    } catch (error) {
      log.error('message failed', { error });
      refuse('internal', 'the kiosk failed on this message; see its log');
    }
  });
  connection.onClose(() => {
    cancelHello();
    handlers.onClose(link);
  });
  return link;
}
