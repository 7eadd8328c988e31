import type { ConfigScope } from '../../../core/contract/operator-api.ts';
import { Field } from '../../parts/field.tsx';
import { type T, useT, wordsFor } from '../i18n/operator-i18n.tsx';
import { CONFIG_FIELDS, type ConfigField } from './config-fields.ts';
import { type Config, valueAt, withValue } from './config-path.ts';
import type { Problem } from './use-config-check.ts';

interface ConfigFormProps {
  readonly scope: ConfigScope;
  readonly config: Config;
  readonly problems: readonly Problem[];
  readonly readOnly: boolean;
  readonly onConfig: (config: Config) => void;
}

/** Fields for what is set most often. One left empty is as the level above has it. */
export function ConfigForm({ scope, config, problems, readOnly, onConfig }: ConfigFormProps) {
  const t = useT();
  const fields = CONFIG_FIELDS.filter(({ only }) => only === undefined || only === scope);
  return (
    <div className="fields">
      {fields.map((field) => {
        const problem = problems.find(({ path }) => path === field.path || path.startsWith(`${field.path}.`));
        return (
          <Field key={field.path} label={t(`cfg.${field.path}` as Parameters<T>[0])} hint={problem?.message ?? hintOf(t, field)}>
            {(control) => (
              <ConfigInput
                control={{ ...control, 'aria-invalid': problem !== undefined }}
                field={field}
                readOnly={readOnly}
                value={valueAt(config, field.path)}
                onValue={(value) => onConfig(withValue(config, field.path, value))}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}

function hintOf(t: T, { path }: ConfigField): string {
  return wordsFor(t, 'cfgHint', path, t('config.inherited'));
}

interface ConfigInputProps {
  readonly control: { readonly id: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid': boolean };
  readonly field: ConfigField;
  readonly value: unknown;
  readonly readOnly: boolean;
  readonly onValue: (value: unknown) => void;
}

function ConfigInput({ control, field, value, readOnly, onValue }: ConfigInputProps) {
  const t = useT();
  const common = { ...control, className: 'control', disabled: readOnly, 'data-testid': `cfg-${field.path}` };
  if (field.kind === 'choice')
    return (
      <select
        {...common}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onValue(event.target.value === '' ? undefined : event.target.value)}
      >
        <option value="">{t('config.asAbove')}</option>
        {field.choices.map((choice) => (
          <option key={choice} value={choice}>
            {wordsFor(t, 'choice', choice, choice)}
          </option>
        ))}
      </select>
    );
  if (field.kind === 'switch')
    return (
      <select
        {...common}
        value={typeof value === 'boolean' ? String(value) : ''}
        onChange={(event) => onValue(event.target.value === '' ? undefined : event.target.value === 'true')}
      >
        <option value="">{t('config.asAbove')}</option>
        <option value="true">{t('config.on')}</option>
        <option value="false">{t('config.off')}</option>
      </select>
    );
  if (field.kind === 'number') {
    const { min, max, step, scale = 1 } = field;
    return (
      <input
        {...common}
        type="number"
        min={min}
        max={max}
        step={step}
        value={typeof value === 'number' ? value / scale : ''}
        onChange={(event) => onValue(event.target.value === '' ? undefined : Number(event.target.value) * scale)}
      />
    );
  }
  if (field.kind === 'list')
    return (
      <input
        {...common}
        value={Array.isArray(value) ? value.join(', ') : ''}
        onChange={(event) => onValue(event.target.value.trim() === '' ? undefined : event.target.value.split(/,\s*/))}
      />
    );
  return (
    <input
      {...common}
      type={field.kind === 'time' ? 'time' : 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onValue(event.target.value === '' ? undefined : event.target.value)}
    />
  );
}
