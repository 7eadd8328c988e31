import type { IntlMessageFormat } from 'intl-messageformat';

/** FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX #9): what stands between takes its direction from itself alone. */
export const ISOLATE = '\u2068';
export const END = '\u2069';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const LITERAL = 0;
const ARGUMENT = 1;

/**
 * A message whose values are kept apart from its own right-to-left words: a Latin name, a telephone number or a time
 * would otherwise be shown with its parts, or the words after it, in the wrong order.
 */
export function isolateValues(elements: readonly Element[]): Element[] {
  return elements.flatMap((element): Element[] => {
    if (element.type === ARGUMENT) return [literal(ISOLATE), element, literal(END)];
    if (!('options' in element)) return [element];
    const options = Object.fromEntries(
      Object.entries(element.options).map(([name, option]) => [name, { ...option, value: isolateValues(option.value) }]),
    );
    return [{ ...element, options } as Element];
  });
}

function literal(value: string): Element {
  return { type: LITERAL, value };
}

/** Without the marks, for what is compared or spoken. */
export function withoutIsolates(text: string): string {
  return text.replaceAll(/[\u2066-\u2069\u200e\u200f\u061c]/gu, '');
}
