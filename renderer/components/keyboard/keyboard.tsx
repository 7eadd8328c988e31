import { ArrowBigUp, ChevronDown, Delete, SendHorizontal, Space } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { MAX_GUEST_TEXT } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { HelpButton } from '../help-buttons.tsx';
import { markKana } from './kana.ts';
import { deleteBack, insertText, type Key, keyRows, type Layer, lettersLabel, startsSentence, type TextEdit } from './layout.ts';

/** The line a guest types on, and the keys below it. A real keyboard works on the same line. */
export function Keyboard() {
  const t = useT();
  const locale = useLocale();
  const { actions } = useGuest();
  const draft = useScreen((s) => s.ui.draft);
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const [layer, setLayer] = useState<Layer>('letters');
  const [shift, setShift] = useState(startsSentence(draft, draft.length, locale));

  useEffect(() => {
    const line = input.current;
    line?.focus({ preventScroll: true });
    line?.setSelectionRange(line.value.length, line.value.length);
  }, []);
  useEffect(() => {
    // React puts the caret of a controlled input at its end; a guest who edits the middle stays there.
    if (caret.current !== null) input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const edit = (change: (text: string, start: number, end: number) => TextEdit) => {
    const element = input.current;
    const next = change(draft, element?.selectionStart ?? draft.length, element?.selectionEnd ?? draft.length);
    caret.current = next.caret;
    actions.setDraft(next.text);
    setShift(startsSentence(next.text, next.caret, locale));
  };
  const insert = (text: string) => edit((old, start, end) => insertText(old, start, end, text, MAX_GUEST_TEXT));
  const press = (key: Key) => {
    if (key.kind === 'char') insert(shift ? key.upper : key.lower);
    else if (key.kind === 'space') insert(' ');
    else if (key.kind === 'mark') edit((old, start) => markKana(old, start, key.mark));
    else if (key.kind === 'backspace') edit(deleteBack);
    else if (key.kind === 'shift') setShift(!shift);
    else if (key.kind === 'layer') setLayer(layer === 'symbols' ? 'letters' : 'symbols');
    else if (key.kind === 'script') setLayer(layer === 'latin' ? 'letters' : 'latin');
    else actions.ask(draft, 'typed');
  };

  return (
    <section className="keyboard" data-testid="keyboard" aria-label={t('keyboard.label')}>
      <form
        className="keyboard-line"
        onSubmit={(event) => {
          event.preventDefault();
          actions.ask(draft, 'typed');
        }}
      >
        <input
          ref={input}
          value={draft}
          maxLength={MAX_GUEST_TEXT}
          inputMode="none"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="send"
          aria-label={t('keyboard.placeholder')}
          placeholder={t('keyboard.placeholder')}
          onChange={(event) => actions.setDraft(event.target.value)}
        />
        <button type="button" className="button button--quiet" onClick={() => actions.open('none')} aria-label={t('keyboard.close')}>
          <ChevronDown aria-hidden="true" />
        </button>
        <HelpButton />
      </form>
      <div className="keys">
        {keyRows(locale, layer).map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a keyboard never reorder
          <div className="key-row" key={i}>
            {row.map((key) => (
              <KeyButton key={keyName(key)} code={key} shift={shift} layer={layer} empty={draft.trim() === ''} onPress={() => press(key)} />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}

interface KeyButtonProps {
  readonly code: Key;
  readonly shift: boolean;
  readonly layer: Layer;
  readonly empty: boolean;
  /** What the key at the end says, where it does not send. */
  readonly enter?: string;
  readonly onPress: () => void;
}

export function keyName(key: Key): string {
  return key.kind === 'char' ? key.lower : key.kind === 'mark' ? key.mark : key.kind;
}

export function KeyButton({ code, shift, layer, empty, enter, onPress }: KeyButtonProps) {
  const t = useT();
  const locale = useLocale();
  // The line keeps its focus and its caret while keys are touched.
  const common = { type: 'button', onPointerDown: (event: React.PointerEvent) => event.preventDefault(), onClick: onPress } as const;
  switch (code.kind) {
    case 'char':
      return (
        <button {...common} className="key">
          {shift ? code.upper : code.lower}
        </button>
      );
    case 'mark':
      return (
        <button {...common} className="key">
          {code.mark}
        </button>
      );
    case 'shift':
      return (
        <button {...common} className="key key--side" aria-label={t('keyboard.shift')} aria-pressed={shift}>
          <ArrowBigUp aria-hidden="true" fill={shift ? 'currentColor' : 'none'} />
        </button>
      );
    case 'backspace':
      return (
        <button {...common} className="key key--side" aria-label={t('keyboard.backspace')}>
          <Delete aria-hidden="true" />
        </button>
      );
    case 'layer':
      return (
        <button
          {...common}
          className="key key--side"
          aria-label={`${layer === 'symbols' ? lettersLabel(locale) : '123'}, ${t(layer === 'symbols' ? 'keyboard.letters' : 'keyboard.symbols')}`}
        >
          {layer === 'symbols' ? lettersLabel(locale) : '123'}
        </button>
      );
    case 'script':
      return (
        <button {...common} className="key key--side" lang={layer === 'latin' ? locale : 'en'}>
          {layer === 'latin' ? lettersLabel(locale) : 'ABC'}
        </button>
      );
    case 'space':
      return (
        <button {...common} className="key key--space" aria-label={t('keyboard.space')}>
          <Space aria-hidden="true" />
        </button>
      );
    case 'send':
      return (
        <button {...common} className="key key--send" disabled={empty}>
          {enter === undefined && <SendHorizontal className="mirrors" aria-hidden="true" />}
          {enter ?? t('keyboard.send')}
        </button>
      );
  }
}
