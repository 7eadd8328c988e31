import type { ToScreen, ToScreenOf } from '../../core/contract/index.ts';
import type { KioskClient, Outgoing } from '../kiosk-client.ts';

/** Why a command had no effect. `code` is the kiosk's, or "offline" when the link was down or went down before the answer. */
export interface Failure {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}
export type Outcome<T> = (T & { readonly ok: true }) | Failure;
export type Done = ToScreenOf<'staff.done'>;

type StaffCommand = Extract<Outgoing, { type: `staff.${string}` }>;
/** Messages that answer one command with more than "done". */
type AnswerType = 'staff.found' | 'staff.report' | 'staff.preview' | 'staff.draft.findings' | 'staff.draft.changes';

export interface CommandDesk {
  /** Sends a command; settles with the kiosk's answer and never rejects. */
  run(command: StaffCommand): Promise<Outcome<Done>>;
  /** Sends a question; settles with the message of that type that answers it. */
  ask<T extends AnswerType>(question: StaffCommand, answer: T): Promise<Outcome<ToScreenOf<T>>>;
  receive(message: ToScreen): void;
  /** The link is down: nothing that was asked will be answered. */
  lost(): void;
}

interface Waiting {
  readonly answer: ToScreen['type'];
  settle(outcome: Outcome<ToScreen>): void;
}

const OFFLINE: Failure = { ok: false, code: 'offline', message: '' };

/** Matches the kiosk's answers with the commands they belong to, by `seq`. */
export function createCommandDesk(send: KioskClient['sendNumbered']): CommandDesk {
  const waiting = new Map<number, Waiting>();

  const post = (command: StaffCommand, answer: ToScreen['type']) =>
    new Promise<Outcome<ToScreen>>((settle) => {
      const seq = send(command);
      if (seq === null) settle(OFFLINE);
      else waiting.set(seq, { answer, settle });
    });

  return {
    run: (command) => post(command, 'staff.done') as Promise<Outcome<Done>>,
    ask: <T extends AnswerType>(question: StaffCommand, answer: T) => post(question, answer) as Promise<Outcome<ToScreenOf<T>>>,
    receive(message) {
      if (!('seq' in message) || message.seq === undefined) return;
      const one = waiting.get(message.seq);
      if (one === undefined) return;
      const failed = message.type === 'staff.failed' || message.type === 'refused';
      if (!failed && message.type !== one.answer) return;
      waiting.delete(message.seq);
      one.settle(failed ? failureOf(message) : { ...message, ok: true });
    },
    lost() {
      for (const { settle } of waiting.values()) settle(OFFLINE);
      waiting.clear();
    },
  };
}

function failureOf(message: ToScreenOf<'staff.failed' | 'refused'>): Failure {
  const remedy = 'remedy' in message ? message.remedy : undefined;
  return { ok: false, code: message.code, message: message.message, ...(remedy === undefined ? {} : { remedy }) };
}
