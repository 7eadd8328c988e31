import type { ToolContext } from '../tools/tool.ts';
import { offerStaff } from './answers/reply.ts';
import type { Finish } from './step.ts';

export interface Escalation {
  readonly sentences: readonly string[];
  readonly finish: Partial<Finish>;
}

/** "This is unacceptable", in the languages the kiosk answers in; on folded words. */
const COMPLAINT =
  /\b(?:complain\w*|complaint|unacceptable|outrageous|ridiculous|disgrace\w*|beschwer\w*|unverschamt\w*|unzumutbar\w*|frechheit|plaindre|plainte|reclamation|inacceptable|inadmissible|scandaleux|queja\w*|reclamacion|reclamar|inaceptable|vergonzoso|lament(?:o|are|arsi|ela)|reclamo|inaccettabile|vergognoso)\b/;

export function isComplaint(said: readonly string[]): boolean {
  return COMPLAINT.test(said.join(' '));
}

/**
 * By the companion's rules: a person is offered to a guest who complains, or has had no answer several times in a row. Null where
 * the answer ends with a question of its own, or there are no rules.
 * @param unanswered questions without an answer in a row, this one among them
 */
export function escalate(
  finish: Finish,
  { companion, t, said = '' }: Pick<ToolContext, 'companion' | 't' | 'said'>,
  { unanswered, complains }: { readonly unanswered: number; readonly complains: boolean },
): Escalation | null {
  if (companion === undefined || finish.pending !== undefined) return null;
  const { afterUnanswered, onComplaint } = companion.escalation;
  if (unanswered < afterUnanswered && !(onComplaint && complains)) return null;
  return {
    sentences: [t('nothing.offer')],
    finish: { outcome: 'asked', chips: [t('chip.yes'), t('chip.no')], pending: offerStaff(said) },
  };
}
