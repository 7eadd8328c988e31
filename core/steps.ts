/** Work that can be left and taken up again: each `yield` is a place to let others in. */
export type Steps<T> = Generator<void, T, void>;

/** Does it all at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Lets others in between the steps. @param pause resolves in a later task of the event loop. */
export async function inSlices<T>(steps: Steps<T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await pause();
  }
}
