/** What there is to hear or to press on the screen, in the order in which it is written. */
export interface ReadItem {
  readonly element: HTMLElement;
  readonly kind: 'button' | 'field' | 'text';
  readonly text: string;
  /** Of a switch: its state. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

const CONTROLS = 'button, input, a[href], [role="button"]';
/** Read in one breath unless there is something to press inside. */
const BLOCKS = 'h1, h2, h3, h4, p, li, dt, dd, legend, output, figcaption, blockquote, caption, td, th, time, [role="img"], img, label';

/** The topmost dialog, else the screen: what lies behind a dialog can neither be seen nor used. */
export function readRoot(): HTMLElement | null {
  const dialogs = document.querySelectorAll<HTMLElement>('dialog[open]');
  return dialogs[dialogs.length - 1] ?? document.querySelector<HTMLElement>('.screen');
}

export function readItems(root: HTMLElement): ReadItem[] {
  const items: ReadItem[] = [];
  collect(root, items);
  return items;
}

function collect(parent: Element, items: ReadItem[]): void {
  for (const element of parent.children) {
    if (!(element instanceof HTMLElement || element instanceof SVGElement) || isHidden(element)) continue;
    const item = element instanceof HTMLElement ? itemOf(element) : null;
    if (item === null) collect(element, items);
    else if (item.text !== '') items.push(item);
  }
}

function itemOf(element: HTMLElement): ReadItem | null {
  if (element.matches(CONTROLS)) return controlItem(element);
  const isBlock = element.matches(BLOCKS) || hasOwnText(element) || element.getAttribute('role') === 'img';
  if (!isBlock || element.querySelector(`${CONTROLS}, ${BLOCKS}`) !== null) return null;
  return { element, kind: 'text', text: textOf(element) };
}

function controlItem(element: HTMLElement): ReadItem {
  const text = nameOf(element);
  if (element instanceof HTMLInputElement) return { element, kind: 'field', text };
  const pressed = element.getAttribute('aria-pressed');
  return {
    element,
    kind: 'button',
    text,
    ...(pressed === null ? {} : { pressed: pressed === 'true' }),
    ...(element.matches(':disabled') ? { disabled: true } : {}),
  };
}

/** As assistive technology names it: its label, else the text in it. */
export function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label');
  if (label !== null) return label.trim();
  const by = element.getAttribute('aria-labelledby');
  if (by !== null) {
    const named = by.split(/\s+/).map((id) => textOf(document.getElementById(id)));
    return named.join(' ').trim();
  }
  return textOf(element);
}

/** Text without pictures and what is only there to be seen; parts that stand apart are told apart. */
export function textOf(node: Node | null): string {
  if (node === null) return '';
  return [...node.childNodes]
    .flatMap(gather)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,;:!?])/g, '$1')
    .replace(/(?<=\S)[,\s]+$/, '')
    .trim();
}

function gather(node: Node): string[] {
  if (node.nodeType === Node.TEXT_NODE) return [node.textContent ?? ''];
  if (!(node instanceof HTMLElement)) return [];
  if (isHidden(node)) return [];
  const label = node.getAttribute('aria-label');
  if (label !== null) return [label];
  const parts = [...node.childNodes].flatMap(gather);
  return isApart(node) && parts.join('').trim() !== '' ? [...parts, ','] : parts;
}

/** A block of its own ends what came before it, as a comma does. */
function isApart(element: HTMLElement): boolean {
  const { display } = getComputedStyle(element);
  return (
    display !== 'inline' && display !== 'contents' && element.nextElementSibling !== null && !/[.,;:!?]\s*$/.test(element.textContent ?? '')
  );
}

function hasOwnText(element: HTMLElement): boolean {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
}

function isHidden(element: Element): boolean {
  if (element.getAttribute('aria-hidden') === 'true' || element.hasAttribute('hidden')) return true;
  if (element.tagName === 'DIALOG' && !element.hasAttribute('open')) return true;
  // What has no box of its own is seen by what is in it.
  return !element.checkVisibility({ visibilityProperty: true }) && getComputedStyle(element).display !== 'contents';
}
