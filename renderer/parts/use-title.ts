import { useEffect } from 'react';

/** The window's title names the page, for whoever has many windows or hears them. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
