import { type Look, lookSchema } from '../../core/contract/theme.ts';

const KEY = 'foyer.look';

/** The look of last time, for the moments before the kiosk has answered; null when there was none. */
export function keptLook(storage: Pick<Storage, 'getItem'>): Look | null {
  try {
    const read = lookSchema.safeParse(JSON.parse(storage.getItem(KEY) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Nothing of any guest is in it. */
export function keepLook(storage: Pick<Storage, 'setItem'>, look: Look): void {
  try {
    storage.setItem(KEY, JSON.stringify(look));
  } catch {
    // A page without storage begins in Foyer's own colours.
  }
}
