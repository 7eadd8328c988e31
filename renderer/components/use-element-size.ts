import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The element's content size in pixels, kept up to date; zero before it is laid out. */
export function useElementSize<T extends HTMLElement>(): [RefObject<T | null>, { readonly width: number; readonly height: number }] {
  const ref = useRef<T>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
