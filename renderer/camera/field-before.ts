export interface FieldBefore {
  /** Puts back what the field held before the burst began. */
  restore(): void;
}

/** Remembers what a field holds; null where the keys go to none. */
export function fieldBefore(target: EventTarget | null): FieldBefore | null {
  if (typeof HTMLInputElement === 'undefined') return null;
  if (!(target instanceof HTMLInputElement) && !(target instanceof HTMLTextAreaElement)) return null;
  const { value } = target;
  return {
    restore() {
      if (target.value === value) return;
      // Through the prototype's setter, so that frameworks that watch the element's own see the change.
      const prototype = target instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
      Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(target, value);
      target.dispatchEvent(new Event('input', { bubbles: true }));
    },
  };
}
