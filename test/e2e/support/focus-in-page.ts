interface Stop {
  readonly id: string;
  readonly name: string;
}

interface Focus extends Stop {
  /** Why a guest would not see where the focus is; null: they do. */
  readonly problem: string | null;
}

/** Runs in the page: controls that can be used now; each is given an id. */
export function wantedStops(): Stop[] {
  const dialogs = document.querySelectorAll('dialog[open]');
  const root = dialogs[dialogs.length - 1] ?? document.querySelector('.screen');
  const all = [...(root?.querySelectorAll<HTMLElement>('button, input, a[href]') ?? [])];
  return all
    .filter((element) => !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true }))
    .map((element, i) => {
      element.dataset.stop = String(i);
      return { id: String(i), name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40) };
    });
}

/** Runs in the page: where the focus is, and whether it can be seen. Null: on nothing that can be pressed. */
export function focusNow(): Focus | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const name = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
  const channels = (colour: string) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    if (canvas === null) return [0, 0, 0, 0];
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** What the outline lies on: the first ground behind the element that is not see-through. */
  const ground = () => {
    for (let at = element.parentElement; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if ((channels(backgroundColor)[3] ?? 0) > 200) return backgroundColor;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const [light, dark] = [luminance(outlineColor), luminance(ground())].sort((a, b) => b - a);
  const ratio = ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
  const problem =
    box.width === 0 || box.bottom < 0 || box.top > innerHeight
      ? `not on the screen: ${Math.round(box.top)}..${Math.round(box.bottom)}`
      : outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2
        ? 'no outline'
        : ratio < 3
          ? `outline ${outlineColor} on ${ground()} is ${ratio.toFixed(1)}:1`
          : null;
  return { id: element.dataset.stop ?? `other ${name}`, name, problem: element.dataset.stop === undefined ? null : problem };
}
