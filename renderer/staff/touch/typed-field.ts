export type TypedField = HTMLInputElement | HTMLTextAreaElement;

const TYPED = new Set(['text', 'search', 'password', 'tel', 'url']);

/** A field for text that keys can type into; null for anything else, dates among them. */
export function typedField(element: Element | null): TypedField | null {
  if (element instanceof HTMLTextAreaElement) return element.readOnly || element.disabled ? null : element;
  if (!(element instanceof HTMLInputElement) || !TYPED.has(element.type)) return null;
  return element.readOnly || element.disabled ? null : element;
}

/** As if it had been typed: React hears of it. */
export function setText(field: TypedField, text: string, caret: number): void {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, text);
  field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
