import { useCallback, useLayoutEffect, useState } from 'react';

export interface PinDigitsOptions {
  /** What the kiosk last said of the PIN; each answer of it begins the next try. */
  readonly answer: unknown;
  /** No key counts for now. */
  readonly waiting: boolean;
  readonly least: number;
  readonly most: number;
  /** Called with `least` digits or more. */
  readonly onEnter: (digits: string) => void;
}

/** The digits of a PIN as they are touched or typed on a keyboard; for the guest's pad and the operator's. */
export function usePinDigits({ answer, waiting, least, most, onEnter }: PinDigitsOptions) {
  const [digits, setDigits] = useState('');
  const [answered, setAnswered] = useState(answer);
  // In an effect this would come after the first key of the next try.
  if (answered !== answer) {
    setAnswered(answer);
    setDigits('');
  }
  const add = useCallback((digit: string) => setDigits((old) => (old + digit).slice(0, most)), [most]);
  const back = useCallback(() => setDigits((old) => old.slice(0, -1)), []);
  const enter = useCallback(() => {
    if (digits.length >= least) onEnter(digits);
  }, [digits, least, onEnter]);
  // A layout effect: the next key may come before the browser has painted.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (waiting || event.ctrlKey || event.altKey || event.metaKey) return;
      if (/^\d$/.test(event.key)) add(event.key);
      else if (event.key === 'Backspace') back();
      // On a button, Enter presses the button.
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) enter();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [add, back, enter, waiting]);
  return { digits, add, back, enter };
}
