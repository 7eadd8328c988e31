import { createInterface } from 'node:readline';
import type { Agent } from '../../core/agent/agent.ts';
import { collectAnswer } from '../../core/agent/collect-answer.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import { localDateTimeSchema, localeSchema, MAX_GUEST_TEXT } from '../../core/contract/index.ts';
import { loadConfigStrictly } from '../../host/config.ts';
import { dataDirectory, ensureDataDirectory } from '../../host/data-dir.ts';
import { createLog } from '../../host/log.ts';
import { printResult } from '../output.ts';
import { type AskLine, readAskLine } from './ask-line.ts';
import { type House, openHouse } from './open-house.ts';

interface AskRequest {
  readonly question: string | undefined;
  readonly data?: string;
  readonly now?: string;
  readonly lang?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
}

/** Sessions kept at once in a stream of questions; the oldest is closed for a new one. */
const MAX_SESSIONS = 500;

export async function runAsk(request: AskRequest): Promise<number> {
  const dataDir = dataDirectory(request.data);
  const now = request.now === undefined ? undefined : localTime(request.now);
  const lang = request.lang === undefined ? undefined : language(request.lang);
  ensureDataDirectory(dataDir);
  const config = loadConfigStrictly({ dataDir, overrides: now === undefined ? {} : { now } });
  const house = await openHouse({ dataDir, config, log: createLog({ level: process.env.FOYER_LOG_LEVEL ?? 'warn' }) });
  try {
    const asker = createAsker(house, lang);
    if (request.jsonl === true) await askLines(asker);
    else await askOne(asker, request.question ?? '', request.json === true);
    return 0;
  } finally {
    house.close();
  }
}

type Asker = (line: AskLine) => Promise<Record<string, unknown>>;

/** What holds from one line of a conversation to the next: who answers, in which language, and the time it is pinned to. */
interface AskedSession {
  readonly agent: Agent;
  turns: number;
  locale: string;
  now: string | undefined;
}

function createAsker(house: House, lang: string | undefined): Asker {
  const sessions = new Map<string, AskedSession>();
  let anonymous = 0;
  return async (line) => {
    const told = line.now === undefined ? undefined : localTime(line.now);
    anonymous += 1;
    const key = line.session ?? `?${anonymous}`;
    const session = sessions.get(key) ?? { agent: house.openAgent(told ?? house.now()), turns: 0, locale: lang ?? house.locale, now: told };
    session.now = told ?? session.now;
    if (line.lang !== undefined) session.locale = language(line.lang);
    if (line.session !== undefined) {
      sessions.delete(key);
      sessions.set(key, session);
      if (sessions.size > MAX_SESSIONS) sessions.delete(sessions.keys().next().value ?? '');
    }
    session.turns += 1;
    const startedMs = performance.now();
    const result = await collectAnswer(
      session.agent,
      {
        sessionId: key,
        turn: session.turns,
        text: line.question.slice(0, MAX_GUEST_TEXT),
        source: 'typed',
        locale: session.locale,
        now: session.now ?? house.now(),
        here: house.here,
        memory: null,
      },
      AbortSignal.timeout(60_000),
    );
    const ms = Math.round((performance.now() - startedMs) * 100) / 100;
    const { answer, cards, tools, outcome, resolution, planner, chips, locale } = result;
    session.locale = locale;
    return {
      ...(line.id === undefined ? {} : { id: line.id }),
      answer,
      cards,
      tools,
      ms,
      outcome,
      resolution,
      planner,
      lang: locale,
      chips,
    };
  };
}

async function askOne(ask: Asker, question: string, json: boolean): Promise<void> {
  const result = await ask({ question });
  printResult(json ? JSON.stringify(result) : String(result.answer));
}

async function askLines(ask: Asker): Promise<void> {
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() === '') continue;
    const read = readAskLine(text);
    if (!read.ok) printResult(JSON.stringify({ ...(read.id === undefined ? {} : { id: read.id }), error: read.reason }));
    else printResult(JSON.stringify(await answerOrError(ask, read.line)));
  }
}

async function answerOrError(ask: Asker, line: AskLine): Promise<Record<string, unknown>> {
  try {
    return await ask(line);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...(line.id === undefined ? {} : { id: line.id }), error: message };
  }
}

/** "2026-05-12T14:00", with seconds or a zone, which are dropped: it is the venue's wall clock. */
function localTime(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text.trim());
  const local = match === null ? '' : `${match[1]}T${match[2] ?? '12:00'}`;
  if (localDateTimeSchema.safeParse(local).success && !Number.isNaN(Date.parse(`${local}:00Z`))) return local;
  throw new FoyerError(`"${text}" is no time`, {
    fault: 'operator',
    code: 'time-invalid',
    remedy: 'Give the venue’s wall clock, such as 2026-05-12T14:00.',
  });
}

function language(text: string): string {
  if (localeSchema.safeParse(text).success) return text;
  throw new FoyerError(`"${text}" is no language tag`, {
    fault: 'operator',
    code: 'language-invalid',
    remedy: 'Give a tag such as en or de.',
  });
}
