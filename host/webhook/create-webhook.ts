import { backoffMs } from '../../core/backoff.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { WebhookMessage, WebhookOutbox } from '../../native/sqlite/webhook-outbox.ts';
import { EVENT_HEADER, IDEMPOTENCY_HEADER, SIGNATURE_HEADER, signWebhook, TIMESTAMP_HEADER } from './sign.ts';

export interface WebhookOptions {
  readonly outbox: WebhookOutbox;
  readonly url: string;
  /** Undefined: nothing can be signed, so nothing is sent; staff see why. */
  readonly secret: string | undefined;
  /** Where the secret should have come from; named to staff. */
  readonly secretEnv: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds since 1970, the real ones even where the venue's clock is pinned. */
  readonly wallMs?: () => number;
  readonly random?: () => number;
  /** After so many tries that failed, staff are shown the letter; 20 take some ten hours. */
  readonly maxAttempts?: number;
  readonly timeoutMs?: number;
  readonly baseMs?: number;
  readonly maxMs?: number;
}

export interface Webhook {
  /** Resolves when nothing is being sent at this moment. */
  idle(): Promise<void>;
  /** What is being sent is broken off and stays in the outbox. */
  close(): Promise<void>;
}

type Attempt = { readonly ok: true } | { readonly ok: false; readonly problem: string; readonly again: boolean; readonly waitMs?: number };

/** Worth another try: the receiver is busy, or not up yet. */
const PASSING = new Set([408, 409, 425, 429]);

/** Pushes what is in the outbox, one letter at a time, until each has arrived or is given up. */
export function createWebhook(options: WebhookOptions): Webhook {
  const { outbox, clock, log, wallMs = Date.now, random = Math.random } = options;
  const { maxAttempts = 20, baseMs = 5000, maxMs = 60 * 60_000 } = options;
  const closing = new AbortController();
  let running: Promise<void> | null = null;
  let cancelTimer = () => {};

  const settle = (message: WebhookMessage, attempt: Attempt) => {
    const tries = message.attempts + 1;
    if (attempt.ok) {
      log.info('webhook sent', { id: message.id, webhookEvent: message.event, tries });
      return outbox.sent(message.id);
    }
    const dead = !attempt.again || tries >= maxAttempts;
    const waitMs = Math.min(maxMs, Math.max(attempt.waitMs ?? 0, backoffMs(message.attempts, { baseMs, maxMs }, random())));
    log.warn(dead ? 'webhook given up' : 'webhook failed', {
      id: message.id,
      webhookEvent: message.event,
      problem: attempt.problem,
      tries,
    });
    outbox.failed(message.id, attempt.problem, dead ? null : wallMs() + waitMs);
  };

  const work = async () => {
    for (let message = outbox.due(wallMs()); message !== null && !closing.signal.aborted; message = outbox.due(wallMs())) {
      const attempt = await send(message, options, closing.signal);
      // Broken off, not refused: it is as it was.
      if (closing.signal.aborted) return;
      settle(message, attempt);
    }
  };
  const wake = () => {
    if (running !== null || closing.signal.aborted) return;
    cancelTimer();
    // Not within the transaction that made the letter.
    running = Promise.resolve()
      .then(work)
      .catch((error: unknown) => log.error('webhook stopped', { error }))
      .finally(() => {
        running = null;
        rest();
      });
  };
  /** Until the next letter may be tried. */
  const rest = () => {
    const nextAtMs = closing.signal.aborted ? null : outbox.nextAtMs();
    if (nextAtMs === null) return;
    const waitMs = nextAtMs - wallMs();
    // One may have come as the last was being put away.
    if (waitMs <= 0) wake();
    else cancelTimer = clock.after(waitMs, wake);
  };

  const unwatch = outbox.watch(wake);
  wake();
  return {
    async idle() {
      while (running !== null) await running;
    },
    async close() {
      closing.abort();
      cancelTimer();
      unwatch();
      await running;
    },
  };
}

async function send(message: WebhookMessage, options: WebhookOptions, closing: AbortSignal): Promise<Attempt> {
  const { url, secret, secretEnv, clock, wallMs = Date.now, timeoutMs = 10_000 } = options;
  if (message.data === null) return { ok: false, problem: 'unreadable: written with another device key', again: false };
  if (secret === undefined || secret === '') return { ok: false, problem: `not signed: ${secretEnv} is not set`, again: false };
  const { id, event, createdAt, data } = message;
  const body = JSON.stringify({ id, event, createdAt, data });
  const timestamp = String(Math.floor(wallMs() / 1000));
  const timeout = new AbortController();
  const cancelTimeout = clock.after(timeoutMs, () => timeout.abort());
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      // What is signed for one address is not for another.
      redirect: 'error',
      signal: AbortSignal.any([closing, timeout.signal]),
      headers: {
        'Content-Type': 'application/json',
        [EVENT_HEADER]: event,
        [IDEMPOTENCY_HEADER]: id,
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: signWebhook(secret, timestamp, body),
      },
    });
    await response.body?.cancel();
    return verdictOf(response);
  } catch {
    return { ok: false, problem: timeout.signal.aborted ? `no answer within ${timeoutMs} ms` : 'cannot be reached', again: true };
  } finally {
    cancelTimeout();
  }
}

function verdictOf({ ok, status, headers }: Response): Attempt {
  if (ok) return { ok: true };
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return {
    ok: false,
    problem: `answered ${status}`,
    again: status >= 500 || PASSING.has(status),
    ...(Number.isFinite(seconds) && seconds > 0 ? { waitMs: seconds * 1000 } : {}),
  };
}
