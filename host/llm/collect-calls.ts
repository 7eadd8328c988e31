import type { ModelCall } from './model-client.ts';

/** Most tool calls taken from one answer, and most characters of their arguments: a runaway model stops here. */
const MOST_CALLS = 6;
const MOST_ARGUMENT_CHARS = 20_000;

/** Puts tool calls together from the pieces that arrive. */
export interface CallCollector {
  /** @param key tells the calls of one answer apart. */
  add(
    key: string,
    piece: { readonly id?: string | undefined; readonly name?: string | undefined; readonly arguments?: string | undefined },
  ): void;
  /** The whole arguments, in place of the pieces so far. */
  settle(key: string, whole: { readonly id?: string | undefined; readonly name?: string | undefined; readonly arguments: string }): void;
  calls(): readonly ModelCall[];
}

export function createCallCollector(): CallCollector {
  const calls = new Map<string, { id: string; name: string; arguments: string }>();
  const of = (key: string) => {
    const known = calls.get(key);
    if (known !== undefined || calls.size >= MOST_CALLS) return known;
    const made = { id: '', name: '', arguments: '' };
    calls.set(key, made);
    return made;
  };
  return {
    add(key, piece) {
      const call = of(key);
      if (call === undefined) return;
      call.id ||= piece.id ?? '';
      call.name = (call.name + (piece.name ?? '')).slice(0, 100);
      call.arguments = (call.arguments + (piece.arguments ?? '')).slice(0, MOST_ARGUMENT_CHARS);
    },
    settle(key, whole) {
      const call = of(key);
      if (call === undefined) return;
      call.id ||= whole.id ?? '';
      if (whole.name !== undefined) call.name = whole.name.slice(0, 100);
      call.arguments = whole.arguments.slice(0, MOST_ARGUMENT_CHARS);
    },
    calls: () => [...calls].map(([key, call]) => ({ ...call, id: call.id || `call-${key}` })),
  };
}
