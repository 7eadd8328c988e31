import type { CardOf } from '../contract/index.ts';
import { ownersOf } from '../desk/owners.ts';
import type { SupportCase } from '../ports.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { lettersAlike } from '../venue/search/likeness.ts';
import type { ToolContext } from './tool.ts';

export type CaseView = Pick<SupportCase, 'id' | 'ticket' | 'about' | 'status' | 'note' | 'createdAt'>;

export function caseView({ id, ticket, about, status, note, createdAt }: SupportCase): CaseView {
  return { id, ticket, about, status, note, createdAt };
}

export interface OwnCases {
  /** Those this guest may see now, newest first. */
  readonly cases: readonly SupportCase[];
  /** Those of earlier visits are shown after the PIN; whether there are any is not told before. */
  readonly pinForMore: boolean;
}

/** A badge identifies and proves nothing: what was opened on an earlier visit takes the guest's PIN. */
export function ownCases(context: ToolContext): OwnCases {
  const { cases: store, owner, sessionId, verified } = context;
  const all = store.of(ownersOf(context));
  return {
    cases: verified ? all : all.filter(({ id }) => store.sessionOf(id) === sessionId),
    pinForMore: owner.kind === 'guest' && !verified,
  };
}

/** Of the guest's own: by number, or by a word of what it is about; the only open one where nothing says which. */
export function findCase(asked: string, context: ToolContext): SupportCase | null {
  const own = ownCases(context).cases;
  const digits = asked.replaceAll(/\D/g, '');
  const named = own.find(({ id, ticket }) => id === asked || ticket === digits);
  if (named !== undefined || digits.length >= 4) return named ?? null;
  const said = foldedWords(asked).filter((word) => word.length > 3);
  const about = own.find((one) => foldedWords(one.about).some((word) => said.some((other) => lettersAlike(word, other) >= 0.75)));
  const open = own.filter(({ status }) => status === 'open');
  return about ?? (open.length === 1 ? (open[0] ?? null) : null);
}

export function caseCard(cases: readonly SupportCase[], context: ToolContext): CardOf<'list'> {
  return {
    id: context.ids.next(),
    kind: 'list',
    title: context.t('list.cases'),
    total: cases.length,
    items: cases.slice(0, 10).map(({ id, about, ticket, status, note }) => ({
      id,
      title: about.slice(0, 300),
      subtitle: [context.t('ticket.number', { ticket }), note]
        .filter((part) => part !== '')
        .join(' · ')
        .slice(0, 400),
      label: context.t('case.label', { status }),
    })),
  };
}
