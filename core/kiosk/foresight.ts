import type { Agent, AgentEvent, TurnInput } from '../agent/agent.ts';

/**
 * A turn that runs ahead while it is not certain that the guest has finished. Its events wait here; the agent itself holds back
 * everything with an effect (`TurnInput.committed`), so that dropping it leaves nothing behind.
 */
export interface Foresight {
  readonly input: TurnInput;
  /** The guest has said just this: the turn is real from now on. Its events, from the first; `signal` ends it. */
  commit(signal: AbortSignal): AsyncIterable<AgentEvent>;
  drop(): void;
}

export interface ForeseeOptions {
  readonly agent: Agent;
  readonly input: TurnInput;
  /** The first sentence of the answer, and the language it is in. Not called once dropped. */
  readonly onFirstSentence: (text: string, locale: string) => void;
}

/** Begins the turn at once. Failures surface to whoever commits; a dropped turn fails unseen. */
export function foresee({ agent, input, onFirstSentence }: ForeseeOptions): Foresight {
  const abort = new AbortController();
  const gate = Promise.withResolvers<void>();
  gate.promise.catch(() => undefined);
  const waiting: AgentEvent[] = [];
  let end: { readonly error?: unknown } | null = null;
  let wake = () => {};

  const run = async () => {
    let locale = input.locale;
    let said = false;
    for await (const event of agent.run({ ...input, committed: gate.promise }, abort.signal)) {
      if (abort.signal.aborted) return;
      if (event.type === 'locale') locale = event.locale;
      if (event.type === 'sentence' && !said) {
        said = true;
        onFirstSentence(event.text, locale);
      }
      waiting.push(event);
      wake();
    }
  };
  const finish = (result: { readonly error?: unknown }) => {
    end = result;
    wake();
  };
  run().then(
    () => finish({}),
    (error: unknown) => finish({ error }),
  );

  async function* events(): AsyncGenerator<AgentEvent> {
    for (;;) {
      const event = waiting.shift();
      if (event !== undefined) {
        yield event;
      } else if (end !== null) {
        if ('error' in end) throw end.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  const drop = () => {
    abort.abort();
    gate.reject(new DOMException('the guest said something else', 'AbortError'));
  };

  return {
    input,
    commit(signal) {
      signal.addEventListener('abort', drop, { once: true });
      gate.resolve();
      return events();
    },
    drop,
  };
}

/** Whether a turn that ran ahead on `guess` is the one that `real` asks for. */
export function isSameTurn(guess: TurnInput, real: TurnInput): boolean {
  const same: readonly (keyof TurnInput)[] = [
    'sessionId',
    'turn',
    'text',
    'source',
    'locale',
    'memory',
    'heardOfLastAnswer',
    'guestRef',
    'leavesNoTrace',
    'verified',
  ];
  return same.every((key) => guess[key] === real[key]);
}
