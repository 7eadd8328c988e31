/** Text carries one JSON message; binary carries audio (see binary.ts). */
export type Payload = string | Uint8Array;

/**
 * One live link between a screen and the kiosk, the same over WebSocket, Electron IPC and memory:
 * ordered, reliable until it closes, message-framed. Neither side trusts what arrives.
 */
export interface Connection {
  send(payload: Payload): void;
  /** Called for each payload, in order. Returns an unsubscribe. At most one listener at a time. */
  onPayload(listener: (payload: Payload) => void): () => void;
  /** Called once when the link is gone, at once if it already is. Returns an unsubscribe. */
  onClose(listener: (reason: string) => void): () => void;
  close(reason: string): void;
  /** Bytes accepted by send() and not yet handed to the other side; for shedding audio under load. */
  readonly bufferedBytes: number;
}
