import type { Sqlite } from './open-database.ts';

/** Tokens of some requests to a language model. */
interface Usage {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
}

interface Totals extends Usage {
  readonly requests: number;
}

/** Days kept, for staff to compare. */
const KEEP_DAYS = 400;
/** Stands for all sessions of a day that is over: who used what is then no longer told apart. */
const ALL = '';

/** Counts tokens by day and session, in the kiosk's own database. @param db of openKioskDatabase(). */
export function createLlmUsageStore(db: Sqlite): {
  add(day: string, sessionId: string, usage: Usage): void;
  ofDay(day: string): Totals;
  ofSession(sessionId: string): Totals;
} {
  const sums = `coalesce(sum(requests), 0) AS requests, coalesce(sum(input_tokens), 0) AS inputTokens,
    coalesce(sum(cached_tokens), 0) AS cachedTokens, coalesce(sum(output_tokens), 0) AS outputTokens`;
  const put = db.prepare(`
    INSERT INTO llm_usage (day, session_id, requests, input_tokens, cached_tokens, output_tokens)
    VALUES (@day, @sessionId, @requests, @inputTokens, @cachedTokens, @outputTokens)
    ON CONFLICT (day, session_id) DO UPDATE SET
      requests = requests + excluded.requests,
      input_tokens = input_tokens + excluded.input_tokens,
      cached_tokens = cached_tokens + excluded.cached_tokens,
      output_tokens = output_tokens + excluded.output_tokens`);
  const ofDay = db.prepare(`SELECT ${sums} FROM llm_usage WHERE day = ?`);
  const ofSession = db.prepare(`SELECT ${sums} FROM llm_usage WHERE session_id = ?`);
  const pastDays = db.prepare('SELECT DISTINCT day FROM llm_usage WHERE day < ? AND session_id <> ?').pluck();
  const removeSessions = db.prepare('DELETE FROM llm_usage WHERE day = ?');
  const forgetOld = db.prepare('DELETE FROM llm_usage WHERE day < ?');
  let latestDay = '';

  /** A day that is over becomes one row. The day before is left: a session may last past midnight. */
  const fold = (day: string) => {
    for (const past of pastDays.all(dayBefore(day, 1), ALL) as string[]) {
      const totals = ofDay.get(past) as Totals;
      removeSessions.run(past);
      put.run({ day: past, sessionId: ALL, ...totals });
    }
    forgetOld.run(dayBefore(day, KEEP_DAYS));
  };

  return {
    add: db.transaction((day: string, sessionId: string, usage: Usage) => {
      put.run({ day, sessionId, requests: 1, ...usage });
      if (day <= latestDay) return;
      latestDay = day;
      fold(day);
    }).immediate,
    ofDay: (day) => ofDay.get(day) as Totals,
    ofSession: (sessionId) => ofSession.get(sessionId) as Totals,
  };
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
