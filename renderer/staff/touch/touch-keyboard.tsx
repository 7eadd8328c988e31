import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { KeyButton } from '../../components/keyboard/keyboard.tsx';
import { deleteBack, insertText, type Key, keyRows, startsSentence, type TextEdit } from '../../components/keyboard/layout.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { useT } from '../i18n/staff-i18n.ts';
import { needsTouchKeyboard } from './kiosk-screen.ts';
import { setText, type TypedField, typedField } from './typed-field.ts';

const SETTLES_AFTER_MS = 300;

/** Keys for the field that has the focus, on touchscreens that bring none. */
export function TouchKeyboard() {
  const field = useTypedField();
  // Beside an open dialog nothing can be touched; in it, it can.
  return field === null ? null : createPortal(<Keys key={field.id} field={field} />, field.closest('dialog') ?? document.body);
}

function useTypedField(): TypedField | null {
  const [field, setField] = useState<TypedField | null>(null);
  useEffect(() => {
    if (!needsTouchKeyboard()) return;
    const controller = new AbortController();
    const look = () => setField(typedField(document.activeElement));
    const arrive = () => typedField(document.activeElement) !== null && look();
    document.addEventListener('focusin', arrive, { signal: controller.signal });
    // Whoever taps a button takes the focus with it: the page must not move before the tap is a click.
    let pressed = false;
    const settle = () => void setTimeout(() => !pressed && look(), SETTLES_AFTER_MS);
    const on = (type: 'pointerdown' | 'pointerup' | 'pointercancel' | 'focusout', then: () => void) =>
      document.addEventListener(type, then, { signal: controller.signal, capture: true });
    on('pointerdown', () => {
      pressed = true;
    });
    for (const type of ['pointerup', 'pointercancel'] as const) {
      on(type, () => {
        pressed = false;
        settle();
      });
    }
    on('focusout', settle);
    look();
    return () => controller.abort();
  }, []);
  return field;
}

function Keys({ field }: { readonly field: TypedField }) {
  const t = useT();
  const locale = useLocale();
  const panel = useRef<HTMLElement>(null);
  const digits = field.inputMode === 'numeric';
  const [layer, setLayer] = useState<'letters' | 'symbols'>(digits ? 'symbols' : 'letters');
  const [shift, setShift] = useState(!digits && field.type !== 'password' && field.value === '');

  useEffect(() => {
    const mode = field.inputMode;
    // A keyboard of the system that comes up all the same would cover this one.
    field.inputMode = 'none';
    panel.current?.showPopover();
    document.documentElement.style.setProperty('--keys', `${panel.current?.offsetHeight ?? 0}px`);
    field.scrollIntoView({ block: 'center' });
    return () => {
      field.inputMode = mode;
      document.documentElement.style.removeProperty('--keys');
    };
  }, [field]);

  const edit = (change: (text: string, start: number, end: number) => TextEdit) => {
    const { value, selectionStart, selectionEnd } = field;
    const next = change(value, selectionStart ?? value.length, selectionEnd ?? value.length);
    setText(field, next.text, next.caret);
    setShift(field.type !== 'password' && startsSentence(next.text, next.caret));
  };
  const insert = (text: string) => {
    const most = field.maxLength < 0 ? Number.POSITIVE_INFINITY : field.maxLength;
    edit((old, start, end) => insertText(old, start, end, text, most));
  };
  const press = (key: Key) => {
    if (key.kind === 'char') insert(shift ? key.upper : key.lower);
    else if (key.kind === 'space') insert(' ');
    else if (key.kind === 'backspace') edit(deleteBack);
    else if (key.kind === 'shift') setShift(!shift);
    else if (key.kind === 'layer') setLayer(layer === 'letters' ? 'symbols' : 'letters');
    else if (field instanceof HTMLTextAreaElement) insert('\n');
    else if (field.form === null) field.blur();
    else field.form.requestSubmit();
  };

  return (
    <section ref={panel} popover="manual" className="keyboard touch-keys" aria-label={t('keys.label')} data-testid="touch-keyboard">
      <div className="keys">
        {keyRows(locale, layer).map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a keyboard never reorder
          <div className="key-row" key={i}>
            {row.map((key) => (
              <KeyButton
                key={key.kind === 'char' ? key.lower : key.kind}
                code={key}
                shift={shift}
                layer={layer}
                empty={false}
                enter={t('keys.enter')}
                onPress={() => press(key)}
              />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
