import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Connection,
  decodeSpeechAudio,
  decodeToScreen,
  encodeMicFrame,
  MAX_MIC_MESSAGE_BYTES,
  MAX_TEXT_BYTES,
  MIC_FRAME_SAMPLES,
  type Payload,
  PROTOCOL_VERSION,
  type RefusalCode,
  type SpeechAudio,
  type ToScreen,
  type ToScreenOf,
  type ToScreenType,
} from '../../core/contract/index.ts';
import { closed } from './connection-suite.ts';

/** A fresh kiosk that answers every question with one spoken sentence, and links to it. */
export interface KioskUnderTest {
  /** A new screen's end of a new link. */
  connect(): Promise<Connection>;
  close(): Promise<void>;
}

/** What a kiosk answers to screens, honest and hostile, over whatever link. */
export function describeKioskProtocol(name: string, start: () => Promise<KioskUnderTest>): void {
  describe(`kiosk protocol over ${name}`, () => {
    let kiosk: KioskUnderTest;
    beforeEach(async () => {
      kiosk = await start();
    });
    afterEach(() => kiosk.close());

    const open = async () => listenTo(await kiosk.connect());
    const greet = async (role: 'guest' | 'staff' = 'guest') => {
      const screen = await open();
      screen.send({ type: 'hello', seq: 1, protocol: PROTOCOL_VERSION, role });
      await screen.next('welcome');
      return screen;
    };
    /** Proves that the session lives on: a question is asked and answered. */
    const stillAnswers = async (screen: ScreenEnd, seq: number) => {
      screen.send({ type: 'text.submit', seq, text: 'still there?', source: 'typed' });
      expect((await screen.next('answer.sentence')).text).not.toBe('');
    };

    test('a hello is answered with the welcome, as the first message', async () => {
      const screen = await open();
      screen.send({ type: 'hello', seq: 1, protocol: PROTOCOL_VERSION, role: 'guest' });
      expect((await screen.any()).type).toBe('welcome');
    });

    test('a question is answered in text, and its speech arrives as announced', async () => {
      const screen = await greet();
      screen.send({ type: 'text.submit', seq: 2, text: 'where is the spa', source: 'typed' });
      const { turn } = await screen.next('turn.started');
      expect(await screen.next('answer.sentence')).toMatchObject({ turn });
      const meta = await screen.next('speech.sentence');
      const audio = await screen.audio();
      expect(audio).toMatchObject({ turn, sentence: meta.sentence, sampleRate: meta.sampleRate });
      expect(audio.samples.length / meta.sampleRate).toBeCloseTo(meta.durationMs / 1000, 1);
      expect((await screen.next('turn.done')).turn).toBe(turn);
    });

    test('nothing goes before hello', async () => {
      const screen = await open();
      screen.send({ type: 'session.start', seq: 1, trigger: 'touch' });
      expect(await screen.next('refused')).toMatchObject({ code: 'hello-first' });
      screen.sendRaw(micFrame(0));
      expect(await screen.next('refused')).toMatchObject({ code: 'hello-first' });
      screen.send({ type: 'hello', seq: 2, protocol: PROTOCOL_VERSION, role: 'guest' });
      await screen.next('welcome');
      await stillAnswers(screen, 3);
    });

    test('another protocol version is refused and the link closed: the screen must be reloaded', async () => {
      const screen = await open();
      const end = closed(screen.connection);
      screen.send({ type: 'hello', seq: 1, protocol: PROTOCOL_VERSION + 1, role: 'guest' });
      expect(await screen.next('refused')).toMatchObject({ code: 'protocol-mismatch', seq: 1 });
      expect(await end).not.toBe('');
    });

    const refusals: readonly (readonly [string, RefusalCode, () => Payload, number?])[] = [
      ['text that is not JSON', 'not-json', () => '{"type":"hello",'],
      ['an empty message', 'not-json', () => ''],
      ['JSON that is no message', 'invalid', () => '[1,2,3]'],
      ['null', 'invalid', () => 'null'],
      ['an unknown type', 'unknown-type', () => '{"type":"kiosk.explode","seq":2}', 2],
      ['a missing field', 'invalid', () => '{"type":"text.submit","seq":2,"source":"typed"}', 2],
      ['a field too many', 'invalid', () => '{"type":"session.end","seq":2,"admin":true}', 2],
      ['a value out of its range', 'invalid', () => '{"type":"session.start","seq":2,"trigger":"telepathy"}', 2],
      [
        'a text that is too long',
        'invalid',
        () => JSON.stringify({ type: 'text.submit', seq: 2, text: 'x'.repeat(501), source: 'typed' }),
        2,
      ],
      ['a text of blanks', 'invalid', () => '{"type":"text.submit","seq":2,"text":"   ","source":"typed"}', 2],
      ['a message beyond the limit', 'oversized', () => JSON.stringify({ type: 'session.end', seq: 2, pad: 'x'.repeat(MAX_TEXT_BYTES) })],
      ['a sequence number of another kind', 'invalid', () => '{"type":"session.end","seq":"2"}'],
      ['a sequence number seen before', 'out-of-order', () => '{"type":"session.end","seq":1}', 1],
      ['a second hello', 'out-of-order', () => JSON.stringify({ type: 'hello', seq: 2, protocol: PROTOCOL_VERSION, role: 'staff' }), 2],
      ['a staff message from a guest', 'not-allowed', () => '{"type":"staff.request.update","seq":2,"requestId":"x","status":"done"}', 2],
      ['a staff sign-in on the guest screen', 'not-allowed', () => '{"type":"staff.signIn","seq":2,"pin":"1234"}', 2],
      ['binary that is no frame', 'invalid', () => Uint8Array.of(1, 2, 3)],
      ['no bytes at all', 'invalid', () => new Uint8Array(0)],
      ['a frame of another protocol', 'invalid', () => withByte(micFrame(0), 1, PROTOCOL_VERSION + 1)],
      ['speech from a screen', 'invalid', () => withByte(micFrame(0), 0, 2)],
      ['a frame of the wrong length', 'invalid', () => micFrame(0).slice(0, -4)],
      ['binary beyond the limit', 'oversized', () => new Uint8Array(MAX_MIC_MESSAGE_BYTES + 1)],
    ];
    for (const [what, code, payload, seq] of refusals)
      test(`${what} is refused as "${code}" and the session lives on`, async () => {
        const screen = await greet();
        screen.sendRaw(payload());
        const refused = await screen.next('refused');
        expect(refused).toMatchObject({ code, message: expect.stringMatching(/\S/) });
        if (seq !== undefined) expect(refused.seq).toBe(seq);
        await stillAnswers(screen, 3);
      });

    test('a refused message has no effect', async () => {
      const screen = await greet();
      screen.send({ type: 'session.start', seq: 5, trigger: 'touch' });
      await screen.next('session.started');
      screen.send({ type: 'session.end', seq: 4 });
      expect(await screen.next('refused')).toMatchObject({ code: 'out-of-order', seq: 4 });
      await stillAnswers(screen, 6);
      expect(screen.seen('session.ended')).toEqual([]);
    });

    test('frames out of order are refused, frame 0 begins anew, gaps are allowed', async () => {
      const screen = await greet();
      for (const frame of [0, 1, 7, 6, 0, 1]) screen.sendRaw(micFrame(frame));
      expect(await screen.next('refused')).toMatchObject({ code: 'out-of-order' });
      await stillAnswers(screen, 2);
      expect(screen.seen('refused')).toHaveLength(1);
    });

    test('a broken microphone’s numbers do no harm', async () => {
      const screen = await greet();
      const samples = new Float32Array(MIC_FRAME_SAMPLES).fill(Number.NaN);
      samples[1] = Number.POSITIVE_INFINITY;
      screen.sendRaw(encodeMicFrame({ frame: 0, speechProbability: 2, capturedAtMs: 1, samples }));
      await stillAnswers(screen, 2);
      expect(screen.seen('refused')).toEqual([]);
    });

    test('a flood is refused, not queued without end', async () => {
      const screen = await greet();
      for (let seq = 2; seq < 200; seq++) screen.send({ type: 'session.touch', seq });
      expect(await screen.next('refused')).toMatchObject({ code: 'rate-limited' });
    });

    test('staff sign in with their PIN before they change anything, and send no audio', async () => {
      const staff = await greet('staff');
      const update = { type: 'staff.request.update', requestId: 'request-1', status: 'done' };
      staff.send({ ...update, seq: 2 });
      expect(await staff.next('refused')).toMatchObject({ code: 'not-allowed', seq: 2 });
      staff.sendRaw(micFrame(0));
      expect(await staff.next('refused')).toMatchObject({ code: 'not-allowed' });
      staff.send({ type: 'staff.signIn', seq: 3, pin: '2468' });
      await staff.next('staff.signedIn');
      expect(await staff.next('staff.requests')).toMatchObject({ requests: [] });
      const other = await greet('staff');
      other.send({ type: 'staff.signIn', seq: 2, pin: '1357' });
      expect((await other.next('staff.refused')).retryAfterMs).toBeGreaterThanOrEqual(0);
    });

    test('a staff screen may not act as a guest', async () => {
      const staff = await greet('staff');
      staff.send({ type: 'text.submit', seq: 2, text: 'hello', source: 'typed' });
      expect(await staff.next('refused')).toMatchObject({ code: 'not-allowed', seq: 2 });
    });

    test('a staff screen hears nothing of what a guest says', async () => {
      const staff = await greet('staff');
      staff.send({ type: 'staff.signIn', seq: 2, pin: '2468' });
      await staff.next('staff.requests');
      const guest = await greet();
      guest.send({ type: 'text.submit', seq: 2, text: 'my secret question', source: 'typed' });
      await guest.next('turn.done');
      staff.send({ type: 'staff.signIn', seq: 3, pin: '2468' });
      await staff.next('staff.signedIn');
      expect(JSON.stringify(staff.all())).not.toContain('secret question');
    });

    test('a screen that comes back finds the session as it was', async () => {
      const first = await greet();
      first.send({ type: 'text.submit', seq: 2, text: 'where is the spa', source: 'typed' });
      const { turn } = await first.next('turn.done');
      first.connection.close('reload');
      const second = await open();
      second.send({ type: 'hello', seq: 1, protocol: PROTOCOL_VERSION, role: 'guest' });
      const welcome = await second.next('welcome');
      expect(welcome.session?.turns).toMatchObject([{ turn, question: 'where is the spa', done: true }]);
      await stillAnswers(second, 2);
    });

    test('a newer guest screen takes over from the older one', async () => {
      const first = await greet();
      const end = closed(first.connection);
      const second = await greet();
      expect(await end).not.toBe('');
      await stillAnswers(second, 2);
    });
  });
}

interface ScreenEnd {
  readonly connection: Connection;
  send(message: object): void;
  sendRaw(payload: Payload): void;
  /** The next message of any type. */
  any(): Promise<ToScreen>;
  /** The next message of this type; others before it are passed over. */
  next<T extends ToScreenType>(type: T): Promise<ToScreenOf<T>>;
  /** The next speech. */
  audio(): Promise<SpeechAudio>;
  /** Those that arrived so far, read or not. */
  seen(type: ToScreenType): readonly ToScreen[];
  all(): readonly ToScreen[];
}

/** Reads what the kiosk sends and holds it to the kiosk's own schema. */
function listenTo(connection: Connection): ScreenEnd {
  const messages: ToScreen[] = [];
  const speech: SpeechAudio[] = [];
  let [read, heard] = [0, 0];
  let wake = () => {};
  connection.onPayload((payload) => {
    if (typeof payload === 'string') messages.push(readMessage(payload));
    else speech.push(readSpeech(payload));
    wake();
  });
  const arrival = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const any = async () => {
    for (;;) {
      const message = messages[read];
      if (message !== undefined) {
        read += 1;
        return message;
      }
      await arrival();
    }
  };
  return {
    connection,
    send: (message) => connection.send(JSON.stringify(message)),
    sendRaw: (payload) => connection.send(payload),
    any,
    async next<T extends ToScreenType>(type: T) {
      for (;;) {
        const message = await any();
        if (message.type === type) return message as ToScreenOf<T>;
      }
    },
    async audio() {
      for (;;) {
        const next = speech[heard];
        if (next !== undefined) {
          heard += 1;
          return next;
        }
        await arrival();
      }
    },
    seen: (type) => messages.filter((message) => message.type === type),
    all: () => messages,
  };
}

function readMessage(text: string): ToScreen {
  const decoded = decodeToScreen(text);
  if (!decoded.ok) throw new Error(`the kiosk sent what its own schema refuses: ${decoded.reason}`);
  return decoded.message;
}

function readSpeech(bytes: Uint8Array): SpeechAudio {
  const audio = decodeSpeechAudio(bytes);
  if (audio === null) throw new Error('the kiosk sent malformed speech');
  return audio;
}

function micFrame(frame: number): Uint8Array {
  return encodeMicFrame({ frame, speechProbability: 0, capturedAtMs: frame * 32, samples: new Float32Array(MIC_FRAME_SAMPLES) });
}

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  bytes[at] = value;
  return bytes;
}
