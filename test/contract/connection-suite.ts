import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, decodeSpeechAudio, encodeSpeechAudio, type Payload } from '../../core/contract/index.ts';
import { MAX_PAYLOAD_BYTES, OVERSIZED } from '../../core/transport/limits.ts';

export interface ConnectedPair {
  /** The screen's end. */
  readonly screen: Connection;
  /** The kiosk's end. */
  readonly kiosk: Connection;
  close(): Promise<void>;
}

/** What every transport promises (core/contract/connection.ts). */
export function describeConnection(name: string, connect: () => Promise<ConnectedPair>): void {
  describe(`connection over ${name}`, () => {
    let pair: ConnectedPair;
    beforeEach(async () => {
      pair = await connect();
    });
    afterEach(() => pair.close());

    test.each([
      ['screen to kiosk', () => [pair.screen, pair.kiosk] as const],
      ['kiosk to screen', () => [pair.kiosk, pair.screen] as const],
    ])('keeps text and binary in order, %s', async (_way, ends) => {
      const [from, to] = ends();
      const sent: Payload[] = [];
      for (let i = 0; i < 200; i++) sent.push(i % 3 === 0 ? Uint8Array.of(i, 0, 255) : `message ${i} ü 🦉`);
      const arrived = collect(to, sent.length);
      for (const payload of sent) from.send(payload);
      expect(await arrived).toEqual(sent);
    });

    test('keeps text text and binary binary, empty ones too', async () => {
      const arrived = collect(pair.screen, 4);
      pair.kiosk.send('');
      pair.kiosk.send(new Uint8Array(0));
      pair.kiosk.send('[1]');
      pair.kiosk.send(new TextEncoder().encode('[1]'));
      const payloads = await arrived;
      expect(payloads.map((payload) => typeof payload)).toEqual(['string', 'object', 'string', 'object']);
      expect(payloads[1]).toEqual(new Uint8Array(0));
    });

    test('carries a view of a larger buffer, not the buffer', async () => {
      const arrived = collect(pair.kiosk, 1);
      pair.screen.send(Uint8Array.of(9, 1, 2, 3, 9).subarray(1, 4));
      expect(await arrived).toEqual([Uint8Array.of(1, 2, 3)]);
    });

    test('is not touched by what the sender does with its buffer afterwards', async () => {
      const arrived = collect(pair.kiosk, 1);
      const buffer = Uint8Array.of(1, 2, 3);
      pair.screen.send(buffer);
      buffer.fill(0);
      expect(await arrived).toEqual([Uint8Array.of(1, 2, 3)]);
    });

    test('carries 2 MB of speech bit for bit', async () => {
      const samples = Float32Array.from({ length: 500_000 }, (_, i) => Math.sin(i / 7));
      const arrived = collect(pair.screen, 1);
      pair.kiosk.send(encodeSpeechAudio({ turn: 3, sentence: 1, sampleRate: 16_000, samples }));
      const [payload] = await arrived;
      const audio = payload instanceof Uint8Array ? decodeSpeechAudio(payload) : null;
      expect(audio).toMatchObject({ turn: 3, sentence: 1, sampleRate: 16_000 });
      expect(audio?.samples.every((sample, i) => sample === samples[i])).toBe(true);
    });

    test('keeps what arrives before anybody listens', async () => {
      pair.kiosk.send('early');
      pair.kiosk.send('also early');
      const echo = collect(pair.kiosk, 1);
      pair.screen.send('round trip');
      await echo;
      expect(await collect(pair.screen, 2)).toEqual(['early', 'also early']);
    });

    test('a listener that unsubscribed hears nothing more; the next one goes on where it stopped', async () => {
      pair.kiosk.send('one');
      pair.kiosk.send('two');
      expect(await collect(pair.screen, 1)).toEqual(['one']);
      expect(await collect(pair.screen, 1)).toEqual(['two']);
    });

    test('refuses a second listener', () => {
      pair.screen.onPayload(() => undefined);
      expect(() => pair.screen.onPayload(() => undefined)).toThrow('already');
    });

    test.each([
      ['screen', () => [pair.screen, pair.kiosk] as const],
      ['kiosk', () => [pair.kiosk, pair.screen] as const],
    ])('closed by the %s, both sides are told once, after the last payload', async (_who, ends) => {
      const [closer, other] = ends();
      const events: string[] = [];
      other.onPayload((payload) => events.push(String(payload)));
      const [here, there] = [closed(closer), closed(other)];
      other.onClose((reason) => events.push(`closed: ${reason}`));
      closer.send('last words');
      closer.close('going home');
      closer.close('again');
      expect(await here).toBe('going home');
      expect(await there).toBe('going home');
      expect(events).toEqual(['last words', 'closed: going home']);
    });

    test('tells a late listener of the end at once, and not one that unsubscribed', async () => {
      const unsubscribed: string[] = [];
      pair.kiosk.onClose((reason) => unsubscribed.push(reason))();
      const there = closed(pair.kiosk);
      pair.screen.close('bye');
      await there;
      let late = '';
      pair.kiosk.onClose((reason) => {
        late = reason;
      });
      expect(late).toBe('bye');
      expect(unsubscribed).toEqual([]);
    });

    test('sending after the end is harmless', async () => {
      const there = closed(pair.kiosk);
      pair.screen.close('bye');
      await there;
      pair.screen.send('too late');
      pair.kiosk.send(new Uint8Array(4));
      expect(await closed(pair.screen)).toBe('bye');
    });

    test('survives a long and odd reason', async () => {
      const there = closed(pair.kiosk);
      pair.screen.close('ü'.repeat(500));
      expect(await there).toMatch(/^ü+$/);
    });

    test('counts what is under way and comes back to nothing', async () => {
      expect(pair.kiosk.bufferedBytes).toBe(0);
      // More than a system's own buffers take in one go.
      const arrived = collect(pair.screen, 100);
      for (let i = 0; i < 100; i++) pair.kiosk.send(new Uint8Array(200_000));
      expect(pair.kiosk.bufferedBytes).toBeGreaterThan(200_000);
      await arrived;
      await until(() => pair.kiosk.bufferedBytes === 0);
    });

    test('a payload beyond the limit of the transport ends the link, with the reason', async () => {
      const there = closed(pair.kiosk);
      pair.screen.send(new Uint8Array(MAX_PAYLOAD_BYTES + 1));
      expect(await there).toBe(OVERSIZED);
    });

    test('carries the largest payload allowed', async () => {
      const arrived = collect(pair.kiosk, 1);
      pair.screen.send(new Uint8Array(MAX_PAYLOAD_BYTES));
      expect((await arrived)[0]).toHaveLength(MAX_PAYLOAD_BYTES);
    });

    test('carries garbage as it is: judging it is the receiver’s', async () => {
      const garbage: Payload[] = ['{', '\u0000', '"\\ud800"', Uint8Array.of(255, 254), '{"close":"no"}', '{"ack":1e9}'];
      const arrived = collect(pair.kiosk, garbage.length);
      for (const payload of garbage) pair.screen.send(payload);
      expect(await arrived).toEqual(garbage);
    });
  });
}

/** The next `count` payloads; stops listening after them. */
export function collect(connection: Connection, count: number): Promise<Payload[]> {
  return new Promise((resolve) => {
    const payloads: Payload[] = [];
    const stop = connection.onPayload((payload) => {
      payloads.push(payload);
      if (payloads.length < count) return;
      stop();
      resolve(payloads);
    });
  });
}

export function closed(connection: Connection): Promise<string> {
  return new Promise((resolve) => {
    connection.onClose(resolve);
  });
}

/** Lets the event loop turn until the condition holds; the test's own time limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
