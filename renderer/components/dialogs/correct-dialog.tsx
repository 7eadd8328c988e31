import { useRef, useState } from 'react';
import { MAX_CORRECTION, type MemoryItem } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { markKana } from '../keyboard/kana.ts';
import { KeyButton, keyName } from '../keyboard/keyboard.tsx';
import { deleteBack, insertText, type Key, keyRows, type Layer, type TextEdit } from '../keyboard/layout.ts';
import { Dialog } from './dialog.tsx';

/** One remembered thing, to be put right by the guest. */
export function CorrectDialog({ item, onClose }: { readonly item: MemoryItem; readonly onClose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const { actions } = useGuest();
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(item.value ?? '');
  const [layer, setLayer] = useState<Layer>('letters');
  const [shift, setShift] = useState(false);
  const save = () => {
    if (value.trim() === '') return;
    actions.correctMemory(item.id, value.trim());
    onClose();
  };
  const edit = (change: (text: string, start: number, end: number) => TextEdit) => {
    const { selectionStart, selectionEnd } = input.current ?? {};
    setValue(change(value, selectionStart ?? value.length, selectionEnd ?? value.length).text);
    setShift(false);
  };
  const press = (key: Key) => {
    if (key.kind === 'char') edit((old, start, end) => insertText(old, start, end, shift ? key.upper : key.lower, MAX_CORRECTION));
    else if (key.kind === 'space') edit((old, start, end) => insertText(old, start, end, ' ', MAX_CORRECTION));
    else if (key.kind === 'mark') edit((old, start) => markKana(old, start, key.mark));
    else if (key.kind === 'backspace') edit(deleteBack);
    else if (key.kind === 'shift') setShift(!shift);
    else if (key.kind === 'layer') setLayer(layer === 'symbols' ? 'letters' : 'symbols');
    else if (key.kind === 'script') setLayer(layer === 'latin' ? 'letters' : 'latin');
    else save();
  };
  return (
    <Dialog testId="correct" title={t('memory.correctTitle')} onCancel={onClose}>
      <p>{item.text}</p>
      <form
        className="keyboard-line correct-line"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input
          ref={input}
          value={value}
          maxLength={MAX_CORRECTION}
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('memory.correctLabel')}
          onChange={(event) => setValue(event.target.value)}
        />
      </form>
      <div className="keys">
        {keyRows(locale, layer).map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a keyboard never reorder
          <div className="key-row" key={i}>
            {row.map((key) => (
              <KeyButton
                key={keyName(key)}
                code={key}
                shift={shift}
                layer={layer}
                empty={value.trim() === ''}
                enter={t('memory.save')}
                onPress={() => press(key)}
              />
            ))}
          </div>
        ))}
      </div>
      <div className="dialog-buttons">
        <button type="button" className="button button--paper" onClick={onClose}>
          {t('memory.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
