import { vi } from 'vitest';

/** Until the check no longer throws. Vitest's own patience is a second, which a busy machine can take over anything. */
export const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000 });
