import type { Clock } from '../../core/ports.ts';
import type { ModelPart, ModelStream } from './model-client.ts';

export interface OpenStreamOptions {
  readonly clock: Clock;
  /** Without a first token by then the same is asked once more, and whichever answers first is taken; null: never. */
  readonly secondAfterMs: number | null;
  readonly signal: AbortSignal;
}

interface Running {
  readonly first: IteratorResult<ModelPart>;
  readonly rest: AsyncIterator<ModelPart>;
  readonly abort: AbortController;
}

/**
 * Asks, and resolves at the first token. A slow first request is left running beside the second one, so that
 * an endpoint that is merely slow is not punished for it.
 * @param ask one request; called twice at most.
 */
export async function openStream(
  ask: (signal: AbortSignal) => Promise<ModelStream>,
  { clock, secondAfterMs, signal }: OpenStreamOptions,
): Promise<ModelStream> {
  const aborts: AbortController[] = [];
  const begin = async (): Promise<Running> => {
    const abort = new AbortController();
    aborts.push(abort);
    const rest = (await ask(AbortSignal.any([signal, abort.signal])))[Symbol.asyncIterator]();
    return { first: await rest.next(), rest, abort };
  };
  const one = begin();
  const winner = secondAfterMs === null || (await isInTime(one, secondAfterMs, clock)) ? await one : await firstOf(one, begin());
  for (const abort of aborts) if (abort !== winner.abort) abort.abort();
  return continued(winner);
}

/** False when the time was over before it settled. */
async function isInTime(promise: Promise<unknown>, ms: number, clock: Clock): Promise<boolean> {
  let cancel = () => {};
  const late = new Promise<false>((resolve) => {
    cancel = clock.after(ms, () => resolve(false));
  });
  const settled = promise.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([settled, late]);
  cancel();
  return inTime;
}

async function firstOf(one: Promise<Running>, two: Promise<Running>): Promise<Running> {
  try {
    return await Promise.any([one, two]);
  } catch {
    return one;
  }
}

async function* continued({ first, rest }: Running): AsyncGenerator<ModelPart> {
  let step = first;
  try {
    while (step.done !== true) {
      yield step.value;
      step = await rest.next();
    }
  } finally {
    await rest.return?.();
  }
}
