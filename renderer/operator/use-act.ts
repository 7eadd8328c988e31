import { useCallback, useState } from 'react';
import { Refusal } from './api.ts';
import { type T, useT, wordsFor } from './i18n/operator-i18n.tsx';
import { useOperator } from './operator-context.ts';

interface Act {
  readonly busy: boolean;
  /** Does something and says what came of it: a failure always, a success where there are words. Null: it failed. */
  run<R>(work: () => Promise<R>, said?: string): Promise<R | null>;
}

export function useAct(): Act {
  const t = useT();
  const { notices } = useOperator();
  const [busy, setBusy] = useState(false);
  const run = useCallback<Act['run']>(
    async (work, said) => {
      setBusy(true);
      try {
        const result = await work();
        if (said !== undefined) notices.show({ tone: 'good', text: said });
        return result;
      } catch (error) {
        notices.show({ tone: 'bad', text: failureText(t, error) });
        return null;
      } finally {
        setBusy(false);
      }
    },
    [notices, t],
  );
  return { busy, run };
}

/** In the page's own words where it has some, else the endpoint's. */
export function failureText(t: T, error: unknown): string {
  if (!(error instanceof Refusal)) return t('failure.unexpected', { message: error instanceof Error ? error.message : String(error) });
  return wordsFor(t, 'failure', error.code, error.message === '' ? error.code : error.message, { message: error.message });
}
