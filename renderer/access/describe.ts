import type { MessageKey } from '../i18n/i18n.tsx';
import { nameOf, type ReadItem, textOf } from './read-items.ts';

export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** One item as it is read out: what it is called, what it is, and how it stands. */
export function describeItem(item: ReadItem, say: Say, headphones: boolean): string {
  if (item.kind === 'text') return item.text;
  if (item.kind === 'field') {
    const { value, type } = item.element as HTMLInputElement;
    return say('access.read.field', { name: item.text, value: value === '' || type === 'password' ? say('access.read.empty') : value });
  }
  if (/^\d$/.test(item.text) && isSecret(item.element, headphones)) return say('access.read.digit');
  const name = say('access.read.button', { name: item.text });
  if (item.disabled) return say('access.read.disabled', { name });
  if (item.pressed === undefined) return name;
  return say(item.pressed ? 'access.read.on' : 'access.read.off', { name: item.text });
}

/** Whoever stands near would hear which digits a finger passes; the operator's, a guest with headphones too. */
function isSecret(element: HTMLElement, headphones: boolean): boolean {
  return element.closest(headphones ? '.operator-pin' : '.operator-pin, [data-testid="pin"]') !== null;
}

/** Which picture is in front of the guest; another one is told by itself. */
export function viewOf(root: HTMLElement): string {
  const view = root.matches('dialog')
    ? root
    : (root.querySelector<HTMLElement>('[data-testid="memory"], [data-testid="attract"], .talk') ?? root);
  return `${root.tagName} ${view.dataset.testid ?? view.className} ${placeOf(root)}`;
}

export function placeOf(root: HTMLElement): string {
  if (root.matches('dialog')) return nameOf(root);
  const heading = root.querySelector<HTMLElement>('h1');
  return heading === null ? nameOf(root.querySelector<HTMLElement>('main') ?? root) : textOf(heading);
}

/** What a dialog says before its buttons, or what the screen is. */
export function summaryOf(root: HTMLElement, count: number, say: Say): string {
  const dialog = root.matches('dialog');
  const paragraphs = dialog ? [...root.querySelectorAll<HTMLElement>('p')].map(textOf).filter((text) => text !== '') : [];
  const parts = [placeOf(root), ...paragraphs, say('access.read.count', { count })];
  return parts.map((part) => (/[.!?:。؟]$/.test(part) ? part : `${part}.`)).join(' ');
}
