import { type Connection, decodeToScreen, PROTOCOL_VERSION, type ToKiosk, type ToScreen } from '../../../core/contract/index.ts';

type Command = ToKiosk extends infer M ? (M extends { type: 'hello' } ? never : Omit<M, 'seq'>) : never;

/** The kiosk's screen, as a guest uses it. */
export interface KioskGuest {
  readonly received: readonly ToScreen[];
  send(message: Command): void;
  sendBytes(bytes: Uint8Array): void;
  /** What fits first among the messages from `from` on, arrived or to come; null after `withinMs`. */
  until<T>(from: number, find: (message: ToScreen) => T | null, withinMs: number): Promise<T | null>;
}

export function standAt(connection: Connection): KioskGuest {
  const received: ToScreen[] = [];
  const waiting = new Set<() => void>();
  connection.onPayload((payload) => {
    if (typeof payload !== 'string') return;
    const decoded = decodeToScreen(payload);
    if (!decoded.ok) throw new Error(`the kiosk sent what its own schema refuses: ${decoded.reason}`);
    received.push(decoded.message);
    for (const look of [...waiting]) look();
  });
  let seq = 0;
  const send = (message: object) => connection.send(JSON.stringify({ ...message, seq: ++seq }));
  send({ type: 'hello', protocol: PROTOCOL_VERSION, role: 'guest' });
  return {
    received,
    send,
    sendBytes: (bytes) => connection.send(bytes),
    until(from, find, withinMs) {
      return new Promise((resolve) => {
        let next = from;
        const settle = (value: Parameters<typeof resolve>[0]) => {
          waiting.delete(look);
          clearTimeout(timer);
          resolve(value);
        };
        const look = () => {
          for (; next < received.length; next++) {
            const message = received[next];
            const found = message === undefined ? null : find(message);
            if (found !== null) return settle(found);
          }
        };
        const timer = setTimeout(() => settle(null), withinMs);
        waiting.add(look);
        look();
      });
    },
  };
}
