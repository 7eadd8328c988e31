import { useState } from 'react';
import { type ConfigScope, type ConfigView, configViewSchema, configWrittenSchema } from '../../../core/contract/operator-api.ts';
import { Field } from '../../parts/field.tsx';
import { useT } from '../i18n/operator-i18n.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { LoadState, Panel } from '../parts/panel.tsx';
import { useAct } from '../use-act.ts';
import { useLoaded } from '../use-loaded.ts';
import { ConfigForm } from './config-form.tsx';
import { ConfigHistory } from './config-history.tsx';
import { type Config, parseConfig, sameConfig } from './config-path.ts';
import { type ConfigCheck, useConfigCheck } from './use-config-check.ts';

interface ConfigPanelProps {
  readonly scope: ConfigScope;
  /** Id of the group or kiosk; "" of the venue. */
  readonly target: string;
  readonly title: string;
  /** Only what is set shows at first: most kiosks set nothing of their own. */
  readonly folded?: boolean;
}

/** What one level of the fleet sets, as a form or as JSON, with its history. */
export function ConfigPanel({ scope, target, title, folded = false }: ConfigPanelProps) {
  const [open, setOpen] = useState(!folded);
  const { api } = useOperator();
  const { value, problem, reload } = useLoaded(`config ${scope} ${target}`, () =>
    api.get(configViewSchema, 'config', { query: { scope, target } }),
  );
  const t = useT();
  return (
    <Panel
      title={title}
      lead={open ? t('config.lead') : t('config.sets', { count: value === null ? 0 : Object.keys(value.config).length })}
      testId="config"
      actions={
        folded && (
          <button
            type="button"
            className="button button--quiet"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            data-testid="config-open"
          >
            {t(open ? 'config.fold' : 'config.unfold')}
          </button>
        )
      }
    >
      <LoadState problem={problem} loaded={value !== null} />
      {value !== null && open && (
        <div className="config-parts">
          <ConfigEditor key={value.revision} view={value} onWritten={reload} />
          <ConfigHistory view={value} onWritten={reload} />
        </div>
      )}
    </Panel>
  );
}

interface ConfigEditorProps {
  readonly view: ConfigView;
  readonly onWritten: () => Promise<void>;
}

function ConfigEditor({ view, onWritten }: ConfigEditorProps) {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const readOnly = !useMay('admin');
  const { scope, target, revision } = view;
  const [mode, setMode] = useState<'form' | 'json'>('form');
  const [text, setText] = useState(() => pretty(view.config));
  const [note, setNote] = useState('');
  const config = parseConfig(text);
  const changed = config === null || !sameConfig(config, view.config);
  const check = useConfigCheck(scope, target, config);
  const save = async () => {
    const written = await run(
      () => api.post(configWrittenSchema, 'config', { scope, target, config, note, base: revision }),
      t('config.saved'),
    );
    if (written !== null) await onWritten();
  };
  return (
    <div className="stack">
      <fieldset className="segments">
        <legend className="visually-hidden">{t('config.mode')}</legend>
        {(['form', 'json'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)} data-testid={`config-${one}`}>
            {t(`config.${one}`)}
          </button>
        ))}
      </fieldset>
      {mode === 'form' && config !== null ? (
        <ConfigForm
          scope={scope}
          config={config}
          problems={check.problems}
          readOnly={readOnly}
          onConfig={(next: Config) => setText(pretty(next))}
        />
      ) : (
        <Field label={t('config.jsonLabel')} hint={t('config.jsonHint')}>
          {(control) => (
            <textarea
              {...control}
              className="control json"
              rows={14}
              spellCheck={false}
              readOnly={readOnly}
              aria-invalid={check.problems.length > 0}
              value={text}
              onChange={(event) => setText(event.target.value)}
              data-testid="config-text"
            />
          )}
        </Field>
      )}
      <CheckView check={check} changed={changed} />
      {!readOnly && (
        <div className="line line--end">
          <Field label={t('config.note')}>
            {(control) => (
              <input
                {...control}
                className="control"
                maxLength={200}
                value={note}
                onChange={(event) => setNote(event.target.value)}
                data-testid="config-note"
              />
            )}
          </Field>
          <button
            type="button"
            className="button button--ink"
            disabled={busy || !changed || check.kiosks === null}
            onClick={() => void save()}
            data-testid="config-save"
          >
            {t('config.save')}
          </button>
          {changed && (
            <button type="button" className="button button--quiet" onClick={() => setText(pretty(view.config))}>
              {t('config.discard')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function CheckView({ check: { problems, kiosks }, changed }: { readonly check: ConfigCheck; readonly changed: boolean }) {
  const t = useT();
  return (
    <div role="status" data-testid="config-check">
      {problems.length > 0 ? (
        <ul className="callout callout--bad">
          {problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {path !== '' && <code>{path}</code>} {message}
            </li>
          ))}
        </ul>
      ) : (
        changed && kiosks !== null && <p className="quiet">{t('config.affects', { count: kiosks })}</p>
      )}
    </div>
  );
}

function pretty(config: Config): string {
  return JSON.stringify(config, null, 2);
}
