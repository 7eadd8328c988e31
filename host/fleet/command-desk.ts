import { join } from 'node:path';
import { z } from 'zod';
import { type CommandKind, type CommandResult, commandKindSchema, type FleetCommand } from '../../core/contract/fleet.ts';
import type { Log } from '../../core/ports.ts';
import { createStateFile } from './state-file.ts';

const entrySchema = z.object({
  id: z.string(),
  kind: commandKindSchema,
  state: z.enum(['begun', 'done', 'failed', 'refused']),
  detail: z.string().optional(),
  reported: z.boolean(),
});
type Entry = z.infer<typeof entrySchema>;
const entriesSchema = z.array(entrySchema);

/** The endpoint sends a command until it has its result: a few days of any operator's. */
const MOST_KEPT = 500;
const MAX_DETAIL = 300;

/** What came of a command; "restarting": the kiosk ends with it, and its next start is the result. */
export type Outcome = Omit<CommandResult, 'id'> | 'restarting';

export interface CommandDeskOptions {
  readonly dataDir: string;
  readonly log: Log;
  readonly run: Readonly<Record<CommandKind, (command: FleetCommand) => Promise<Outcome>>>;
  /** A result is there to be sent. */
  readonly onResult: () => void;
  readonly beforeStep?: (step: string) => void;
}

/** Carries out each command once, whatever happens in between: its id is on the disk before it begins. */
export interface CommandDesk {
  /** @param nowMs the endpoint's time, milliseconds since 1970 */
  receive(commands: readonly FleetCommand[], nowMs: number): void;
  /** Results that the endpoint has not taken yet. */
  results(limit: number): readonly CommandResult[];
  settle(results: readonly CommandResult[]): void;
}

export function createCommandDesk({ dataDir, log, run, onResult, beforeStep }: CommandDeskOptions): CommandDesk {
  const file = createStateFile<Entry[]>({
    path: join(dataDir, 'fleet', 'commands.json'),
    schema: entriesSchema,
    empty: [],
    log,
    ...(beforeStep === undefined ? {} : { beforeStep }),
  });
  let entries = file.read().map(afterRestart);

  const keep = (next: readonly Entry[]) => {
    const trimmed = next.slice(-MOST_KEPT);
    file.write([...trimmed]);
    entries = [...trimmed];
  };
  const finish = (id: string, state: CommandResult['state'], detail?: string) => {
    const text = detail?.slice(0, MAX_DETAIL);
    const done = entries.map((one) => (one.id === id ? { ...one, state, ...(text === undefined ? {} : { detail: text }) } : one));
    try {
      keep(done);
    } catch (error) {
      // It is told all the same, and only forgotten if the kiosk ends before.
      entries = done;
      log.error('fleet.command-not-kept', { error });
    }
    onResult();
  };

  const carryOut = async (command: FleetCommand) => {
    log.info('fleet.command', { id: command.id, kind: command.kind });
    try {
      const outcome = await run[command.kind](command);
      if (outcome !== 'restarting') finish(command.id, outcome.state, outcome.detail);
    } catch (error) {
      log.warn('fleet.command-failed', { id: command.id, kind: command.kind, error });
      finish(command.id, 'failed', error instanceof Error ? error.message : 'unknown');
    }
  };

  return {
    receive(commands, nowMs) {
      for (const command of commands) {
        const { id, kind, untilAt } = command;
        if (entries.some((one) => one.id === id)) continue;
        const late = untilAt !== undefined && Date.parse(untilAt) <= nowMs;
        try {
          keep([
            ...entries,
            { id, kind, state: late ? 'refused' : 'begun', reported: false, ...(late ? { detail: 'it came too late' } : {}) },
          ]);
        } catch (error) {
          // Not begun: what nobody could remember would be done twice.
          log.error('fleet.command-not-kept', { id, error });
          continue;
        }
        if (late) onResult();
        else void carryOut(command);
      }
    },
    results: (limit) =>
      entries
        .filter(({ state, reported }) => state !== 'begun' && !reported)
        .slice(0, limit)
        .flatMap(resultOf),
    settle(results) {
      if (results.length === 0) return;
      const taken = new Set(results.map(({ id }) => id));
      keep(entries.map((one) => (taken.has(one.id) ? { ...one, reported: true } : one)));
    },
  };
}

/** The kiosk ended while this was under way. */
function afterRestart(entry: Entry): Entry {
  if (entry.state !== 'begun') return entry;
  if (entry.kind === 'restart') return { ...entry, state: 'done' };
  return { ...entry, state: 'failed', detail: 'the kiosk was started again before it was done' };
}

function resultOf({ id, state, detail }: Entry): CommandResult[] {
  return state === 'begun' ? [] : [{ id, state, ...(detail === undefined ? {} : { detail }) }];
}
