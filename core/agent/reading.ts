import type { Locale } from '../contract/index.ts';
import type { MessageKey } from '../i18n/catalogues.ts';
import type { MessageValues } from '../i18n/translate.ts';
import type { ToolCall } from '../tools/registry.ts';
import type { Pending, Thing } from './dialogue.ts';
import type { Goal } from './goals/goal.ts';

/** Which side of a thing was asked about; decides how the answer begins. */
export type Aspect =
  | 'info'
  | 'where'
  | 'way'
  | 'far'
  | 'exists'
  | 'hours'
  | 'opens'
  | 'closes'
  | 'open'
  | 'when'
  | 'ends'
  | 'duration'
  | 'clash'
  | 'phone'
  | 'capacity'
  | 'access'
  | 'who'
  | 'about'
  | 'language'
  | 'price'
  | 'allergens'
  | 'count'
  | 'list'
  | 'menu';

/** What the guest is taken to want: the outcome of the reason stage. */
export type Reading =
  /** An answer that needs no data. */
  | {
      readonly kind: 'say';
      readonly key: MessageKey;
      readonly values?: MessageValues;
      readonly chips?: readonly MessageKey[];
      readonly asked?: boolean;
      readonly pending?: Pending;
      readonly goal?: Goal;
      /** What was asked for waits for the guest's PIN. */
      readonly needsPin?: true;
    }
  /** Tools to run, and the side of their data to answer with. */
  | {
      readonly kind: 'call';
      readonly calls: readonly ToolCall[];
      readonly aspect: Aspect;
      /** The question can be answered with yes or no. */
      readonly yesNo?: boolean;
      /** The guest has confirmed exactly these. */
      readonly confirmed?: boolean;
      /** Of the read-back that was confirmed: the same for a call that is tried again. */
      readonly key?: string;
      /** Said before the answer: an acknowledgement. */
      readonly preface?: string;
      /** What becomes of a goal besides. */
      readonly goal?: Goal;
    }
  /** A step of something that takes several turns: the goal with what was just said of it. */
  | {
      readonly kind: 'goal';
      readonly goal: Goal;
      /** Wanted as well, in the same breath. */
      readonly also?: Goal;
      /** `again`: nothing was understood; `back`: the guest comes back to it; `leave`: they do not want it any more. */
      readonly move: 'go-on' | 'again' | 'back' | 'leave';
    }
  /** Something has to be asked back first. */
  | { readonly kind: 'ask'; readonly pending: Pending; readonly about: string; readonly options: readonly Thing[]; readonly total: number }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'language'; readonly locale: Locale }
  | { readonly kind: 'nothing' };
