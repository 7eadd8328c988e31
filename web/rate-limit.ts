import { createBudget } from '../core/transport/budget.ts';

/** A budget of requests per caller that refills steadily. */
export interface RateLimit {
  /** Takes one from the caller's budget; false when it is used up. */
  allow(caller: string): boolean;
}

const MAX_CALLERS = 1000;

/** A budget (see createBudget) for each caller. */
export function createRateLimit(options: Parameters<typeof createBudget>[0]): RateLimit {
  const budgets = new Map<string, () => boolean>();
  return {
    allow(caller) {
      // Whoever fills the table only makes everyone start with a fresh budget.
      if (budgets.size > MAX_CALLERS) budgets.clear();
      const take = budgets.get(caller) ?? createBudget(options);
      budgets.set(caller, take);
      return take();
    },
  };
}
