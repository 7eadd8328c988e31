import { useCallback, useState } from 'react';
import type { Notice } from '../parts/notices.ts';
import type { CommandDesk, Done, Failure, Outcome } from './command-desk.ts';
import { type T, useT, wordsFor } from './i18n/staff-i18n.ts';
import { useStaff } from './staff-context.ts';

type Command = Parameters<CommandDesk['run']>[0];

interface UseCommand {
  readonly busy: boolean;
  /** Runs a command and tells what came of it: a failure always, a success where there are words for it. */
  readonly run: (command: Command, said?: (done: Done) => Omit<Notice, 'id' | 'tone'> | string) => Promise<Outcome<Done>>;
}

export function useCommand(): UseCommand {
  const t = useT();
  const { desk, notices } = useStaff();
  const [busy, setBusy] = useState(false);
  const run = useCallback<UseCommand['run']>(
    async (command, said) => {
      setBusy(true);
      const outcome = await desk.run(command);
      setBusy(false);
      if (!outcome.ok) notices.show({ tone: 'bad', text: failureText(t, outcome) });
      else if (said !== undefined) {
        const words = said(outcome);
        notices.show({ tone: 'good', ...(typeof words === 'string' ? { text: words } : words) });
      }
      return outcome;
    },
    [desk, notices, t],
  );
  return { busy, run };
}

/** In the console's own words where it has some for this, else what the kiosk said. */
export function failureText(t: T, { code, message, remedy }: Failure): string {
  switch (code) {
    case 'offline':
      return t('failure.offline');
    case 'too-many':
      return t('failure.tooMany', { count: message });
    case 'too-big':
      return t('failure.tooBig', { size: message });
    case 'unreadable':
      return t('failure.unreadable', { reason: message });
    default: {
      const said = remedy === undefined ? message : `${message} ${remedy}`;
      return wordsFor(t, 'error', code, said) ?? said;
    }
  }
}
