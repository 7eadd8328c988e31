import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Found } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useFound } from './use-found.ts';

interface FinderProps {
  readonly kind: 'place' | 'session' | 'path' | 'faq';
  readonly label: string;
  readonly chosen: Found | null;
  readonly onChoose: (found: Found | null) => void;
}

/** Finds one thing of the venue by part of its name (a combobox in the sense of ARIA). */
export function Finder({ kind, label, chosen, onChoose }: FinderProps) {
  const t = useT();
  const id = useId();
  if (chosen === null) return <SearchField id={id} kind={kind} label={label} onChoose={onChoose} />;
  return (
    <div className="field">
      <span className="label">{label}</span>
      <p className="chosen" data-testid="chosen">
        <span>
          <strong>{chosen.title}</strong> <span className="quiet">{chosen.subtitle}</span>
        </span>
        <button type="button" className="button button--quiet" onClick={() => onChoose(null)}>
          <X aria-hidden="true" />
          {t('finder.other')}
        </button>
      </p>
    </div>
  );
}

interface SearchProps {
  readonly id: string;
  readonly kind: FinderProps['kind'];
  readonly label: string;
  readonly onChoose: (found: Found) => void;
}

function SearchField({ id, kind, label, onChoose }: SearchProps) {
  const t = useT();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { items, total } = useFound(kind, text);
  const active = items[Math.min(at, items.length - 1)];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, items.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && active !== undefined) onChoose(active);
    else return;
    event.preventDefault();
  };
  return (
    <div className="field finder">
      <label htmlFor={id}>{label}</label>
      <div className="finder-line">
        <Search aria-hidden="true" />
        <input
          id={id}
          className="control"
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : `${id}-${items.indexOf(active)}`}
          value={text}
          placeholder={t('finder.hint')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          data-testid="finder"
        />
      </div>
      <div id={`${id}list`} role="listbox" aria-label={label} className="finder-list">
        {items.map((item, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys and Enter work in the field, as with every combobox
          <div
            key={item.id}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={item === active}
            onClick={() => onChoose(item)}
            data-testid="found"
          >
            <strong>{item.title}</strong> <span className="quiet">{item.subtitle}</span>
            {item.closed === true && <span className="pill pill--warn">{t('finder.closed')}</span>}
            {item.cancelled === true && <span className="pill pill--warn">{t('finder.cancelled')}</span>}
          </div>
        ))}
      </div>
      <p role="status" className="small quiet">
        {text !== '' && (items.length === 0 ? t('finder.none') : total > items.length && t('finder.more', { count: total - items.length }))}
      </p>
    </div>
  );
}
