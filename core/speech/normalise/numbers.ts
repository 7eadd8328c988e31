const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' + 'sixteen seventeen eighteen nineteen'
).split(' ');
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES = ['', 'thousand', 'million', 'billion', 'trillion'];
const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** "twelve hundred" style is left to the callers: 1234 → one thousand two hundred and thirty four. */
export function cardinal(value: number): string[] {
  if (value < 0) return ['minus', ...cardinal(-value)];
  if (value < 20) return [ONES[value] as string];
  if (value < 100) return [TENS[Math.floor(value / 10)] as string, ...(value % 10 === 0 ? [] : [ONES[value % 10] as string])];
  if (value < 1000) {
    const rest = value % 100;
    return [ONES[Math.floor(value / 100)] as string, 'hundred', ...(rest === 0 ? [] : ['and', ...cardinal(rest)])];
  }
  const words: string[] = [];
  for (let scale = SCALES.length - 1; scale >= 0; scale--) {
    const unit = 1000 ** scale;
    const part = Math.floor(value / unit) % 1000;
    if (part === 0) continue;
    if (scale === 0 && part < 100) words.push('and');
    words.push(...cardinal(part), ...(scale === 0 ? [] : [SCALES[scale] as string]));
  }
  return words;
}

export function ordinal(value: number): string[] {
  const words = cardinal(value);
  const last = words.at(-1) as string;
  const spoken = ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words.slice(0, -1), spoken];
}

/** 1999 → nineteen ninety nine, 2008 → two thousand and eight, 1905 → nineteen oh five. */
export function year(value: number): string[] {
  const rest = value % 100;
  if (value < 1100 || (value >= 2000 && value < 2010) || value % 1000 === 0) return cardinal(value);
  const century = cardinal(Math.floor(value / 100));
  if (rest === 0) return [...century, 'hundred'];
  return [...century, ...(rest < 10 ? ['oh'] : []), ...cardinal(rest)];
}

/** One by one, as in a telephone number; `zero` is "zero" or, in room numbers, "oh". */
export function digits(text: string, zero: 'zero' | 'oh' = 'zero'): string[] {
  return [...text].filter((c) => c >= '0' && c <= '9').map((c) => (c === '0' ? zero : (ONES[Number(c)] as string)));
}

/** "1,250", "12.5", "007", "-3": as one says a number in a sentence. */
export function number(text: string): string[] {
  const negative = /^[-−]/.test(text);
  const [whole = '0', fraction] = text.replace(/^[-−]/, '').replaceAll(',', '').split('.');
  const leadingZeros = whole.length > 1 && whole.startsWith('0');
  const words = leadingZeros || whole.length > 15 ? digits(whole) : cardinal(Number(whole));
  return [...(negative ? ['minus'] : []), ...words, ...(fraction === undefined ? [] : ['point', ...digits(fraction)])];
}

/** Numbers of rooms and stands: 4 → four, 14 → fourteen, 204 → two oh four, 1203 → twelve oh three, 04 → oh four. */
export function roomNumber(text: string): string[] {
  if (text.startsWith('0') || text.length > 4) return digits(text, 'oh');
  if (text.length <= 2) return cardinal(Number(text));
  if (Number(text) % 100 === 0) return cardinal(Number(text));
  if (text.length === 3) return digits(text, 'oh');
  const low = text.slice(2);
  return [...cardinal(Number(text.slice(0, 2))), ...(low.startsWith('0') ? digits(low, 'oh') : cardinal(Number(low)))];
}
