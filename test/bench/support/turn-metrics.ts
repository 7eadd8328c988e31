import { z } from 'zod';
import { type TurnMetrics, turnMetricsSchema } from '../../../core/contract/trace.ts';

const lineSchema = turnMetricsSchema.extend({ msg: z.literal('turn metrics') });

/**
 * The finished measurements of each turn in a kiosk's log. A turn writes one line for each part as it becomes known, each
 * with all that is known so far; the first has no audio yet.
 */
export function readTurnMetrics(log: string): TurnMetrics[] {
  const turns: TurnMetrics[] = [];
  for (const line of log.split('\n')) {
    if (!line.includes('"turn metrics"')) continue;
    const parsed = lineSchema.safeParse(parse(line));
    if (!parsed.success) continue;
    if (parsed.data.timeToFirstByteMs === null) turns.push(parsed.data);
    else turns.splice(-1, 1, parsed.data);
  }
  return turns;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
