import type { LlmSettings } from './llm-settings.ts';
import type { TokenUsage } from './model-client.ts';

export interface UsageTotals extends TokenUsage {
  readonly requests: number;
}

/** Where tokens are counted, by day and by guest's session; kept over restarts. */
export interface LlmUsageStore {
  /** @param day venue date "2026-11-22". */
  add(day: string, sessionId: string, usage: TokenUsage): void;
  ofDay(day: string): UsageTotals;
  ofSession(sessionId: string): UsageTotals;
}

export interface UsageMeter {
  /** The cap that a request of so many tokens would pass, in words; null: go on. */
  capReached(day: string, sessionId: string, nextTokens: number): string | null;
  note(day: string, sessionId: string, usage: TokenUsage): void;
  /** For staff: "12,300 tokens today, 0.04 USD". */
  summary(day: string): string;
}

export interface UsageMeterOptions extends Pick<LlmSettings, 'prices' | 'caps'> {
  readonly store: LlmUsageStore;
}

/** Counts what a model costs, and says when it is enough. */
export function createUsageMeter({ store, prices, caps }: UsageMeterOptions): UsageMeter {
  const costOf = ({ inputTokens, cachedTokens, outputTokens }: TokenUsage): number => {
    if (prices === undefined) return 0;
    const fresh = Math.max(0, inputTokens - cachedTokens);
    return (fresh * prices.input + cachedTokens * (prices.cachedInput ?? prices.input) + outputTokens * prices.output) / 1_000_000;
  };
  return {
    capReached(day, sessionId, nextTokens) {
      const { tokensPerGuest, tokensPerDay, costPerDay } = caps;
      if (tokensPerGuest !== undefined && tokens(store.ofSession(sessionId)) + nextTokens > tokensPerGuest)
        return `llm.caps.tokensPerGuest, ${tokensPerGuest} tokens`;
      if (tokensPerDay === undefined && costPerDay === undefined) return null;
      const today = store.ofDay(day);
      if (tokensPerDay !== undefined && tokens(today) + nextTokens > tokensPerDay) return `llm.caps.tokensPerDay, ${tokensPerDay} tokens`;
      const next = costOf({ inputTokens: nextTokens, cachedTokens: 0, outputTokens: 0 });
      if (costPerDay !== undefined && costOf(today) + next > costPerDay)
        return `llm.caps.costPerDay, ${costPerDay} ${prices?.currency ?? ''}`.trim();
      return null;
    },
    note: (day, sessionId, usage) => store.add(day, sessionId, usage),
    summary(day) {
      const today = store.ofDay(day);
      const cost = prices === undefined ? '' : `, ${costOf(today).toFixed(2)} ${prices.currency}`;
      const most = caps.tokensPerDay === undefined ? '' : ` of ${caps.tokensPerDay}`;
      return `${tokens(today)}${most} tokens in ${today.requests} requests today${cost}`;
    },
  };
}

export const NO_USAGE: UsageTotals = { requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0 };

/** Counts for as long as the process lives: for the command line and for a kiosk whose database cannot be opened. */
export function createTransientUsage(): LlmUsageStore {
  const totals = new Map<string, UsageTotals>();
  const of = (key: string) => totals.get(key) ?? NO_USAGE;
  return {
    add(day, sessionId, usage) {
      for (const key of [`day ${day}`, `session ${sessionId}`]) totals.set(key, plus(of(key), usage));
    },
    ofDay: (day) => of(`day ${day}`),
    ofSession: (sessionId) => of(`session ${sessionId}`),
  };
}

function plus(totals: UsageTotals, usage: TokenUsage): UsageTotals {
  return {
    requests: totals.requests + 1,
    inputTokens: totals.inputTokens + usage.inputTokens,
    cachedTokens: totals.cachedTokens + usage.cachedTokens,
    outputTokens: totals.outputTokens + usage.outputTokens,
  };
}

function tokens({ inputTokens, outputTokens }: UsageTotals): number {
  return inputTokens + outputTokens;
}
