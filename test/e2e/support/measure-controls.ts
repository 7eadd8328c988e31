/** Runs in the page. What a guest cannot hit, reach, or see, one line each. */
export function measureControls({ leastPx, topMost }: { readonly leastPx: number; readonly topMost: number | null }): string[] {
  const found: string[] = [];
  const dialogs = document.querySelectorAll('dialog[open]');
  const root = dialogs[dialogs.length - 1] ?? document.querySelector('.screen');
  if (root === null || root === undefined) return ['no screen'];
  const name = (element: Element) =>
    `<${element.tagName.toLowerCase()} ${(element as HTMLElement).dataset.testid ?? element.className}> "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`;
  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const clippers = (element: Element): Element[] => {
    const all: Element[] = [];
    for (let at = element.parentElement; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).overflowY !== 'visible') all.push(at);
    }
    return all;
  };
  for (const element of root.querySelectorAll('button, input, a[href], [role="button"]')) {
    if (!isShown(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width < leastPx - 0.5 || box.height < leastPx - 0.5)
      found.push(`small: ${name(element)} ${Math.round(box.width)}x${Math.round(box.height)}`);
    if (box.left < -1 || box.right > innerWidth + 1) found.push(`beside the screen: ${name(element)}`);
    // What can be scrolled to is there; what cannot is lost.
    const scrollable = clippers(element).some(
      (one) => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY),
    );
    if (!scrollable && (box.top < -1 || box.bottom > innerHeight + 1))
      found.push(`off the screen: ${name(element)} ${Math.round(box.top)}..${Math.round(box.bottom)}`);
    if (topMost === null) continue;
    const seenFrom = Math.max(box.top, ...clippers(element).map((one) => one.getBoundingClientRect().top));
    if (seenFrom < topMost - 1 && box.bottom > 0)
      found.push(`out of reach: ${name(element)} from ${Math.round(seenFrom)}, not ${Math.round(topMost)}`);
  }
  // Text that is cut off, and what has to be scrolled sideways.
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (!isShown(element) || element.closest('svg, .visually-hidden, .map, .viewfinder, [aria-hidden="true"]') !== null) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const wide = element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0;
    if (wide && overflowX !== 'visible' && element.tagName !== 'INPUT')
      found.push(`cut off or scrolls sideways: ${name(element)} ${element.scrollWidth} in ${element.clientWidth}`);
    const tall = element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 0;
    if (tall && overflowY === 'hidden' && !element.matches('.screen, .talk-stage'))
      found.push(`cut off: ${name(element)} ${element.scrollHeight} in ${element.clientHeight}`);
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
    if (hasText && element.getBoundingClientRect().right > innerWidth + 1) found.push(`text beside the screen: ${name(element)}`);
  }
  return [...new Set(found)];
}
