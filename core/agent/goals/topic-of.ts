import { bookableOf, nameOf } from '../../tools/booking/find-bookable.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { Goal } from './goal.ts';

/** What a guest would call it: "a table at Tideline". */
export function topicOf({ kind, slots }: Goal, context: ToolContext): string {
  const { target, detail, need, what } = slots;
  const name = typeof target === 'string' ? targetName(target, context) : [detail, need, what].find((text) => typeof text === 'string');
  const topic = context.t(`goal.topic.${kind}`);
  return typeof name === 'string' && name !== '' ? `${topic}: ${name}` : topic;
}

function targetName(id: string, context: ToolContext): string | null {
  for (const type of ['place', 'session', 'service'] as const) {
    if (bookableOf({ type, id }, context) !== null) return nameOf({ type, id }, context);
  }
  return null;
}
