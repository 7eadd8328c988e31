import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { type ConfigScope, configCheckViewSchema } from '../../../core/contract/operator-api.ts';
import { useT, wordsFor } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { failureText } from '../use-act.ts';
import type { Config } from './config-path.ts';

export type Problem = z.infer<typeof configCheckViewSchema>['problems'][number];
export interface ConfigCheck {
  readonly problems: readonly Problem[];
  /** How many kiosks it would change; null: not known yet, or it cannot be taken. */
  readonly kiosks: number | null;
}

const PAUSE_MS = 350;
/** Not known yet. */
const UNKNOWN: ConfigCheck = { problems: [], kiosks: null };

/** What the endpoint says of a draft, once typing pauses. @param config null where it is no JSON */
export function useConfigCheck(scope: ConfigScope, target: string, config: Config | null): ConfigCheck {
  const t = useT();
  const { api } = useOperator();
  const [told, setTold] = useState({ text: '', check: UNKNOWN });
  const words = useRef(t);
  words.current = t;
  const text = JSON.stringify(config);
  useEffect(() => {
    if (text === 'null') return;
    let current = true;
    const tell = (check: ConfigCheck) => current && setTold({ text, check });
    const timer = setTimeout(() => {
      api.post(configCheckViewSchema, 'config/check', { scope, target, config: JSON.parse(text) }).then(
        ({ problems, kiosks }) =>
          tell({
            problems: problems.map((one) => ({ ...one, message: wordsFor(words.current, 'configProblem', one.code, one.message) })),
            kiosks: problems.length > 0 ? null : kiosks.length,
          }),
        (error: unknown) => tell({ problems: [{ path: '', code: 'unchecked', message: failureText(words.current, error) }], kiosks: null }),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, scope, target, text]);
  if (config === null) return { problems: [{ path: '', code: 'not-json', message: t('config.notJson') }], kiosks: null };
  return told.text === text ? told.check : UNKNOWN;
}
