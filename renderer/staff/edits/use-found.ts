import { useEffect, useState } from 'react';
import type { Found, ToKioskOf } from '../../../core/contract/index.ts';
import { useStaff } from '../staff-context.ts';

interface FoundList {
  readonly items: readonly Found[];
  readonly total: number;
}

const NONE: FoundList = { items: [], total: 0 };
/** Between two letters of a quick typist. */
const PAUSE_MS = 120;

/** What the kiosk finds for a text as it is typed; an answer that comes after a newer question is dropped. */
export function useFound(kind: ToKioskOf<'staff.find'>['kind'], text: string): FoundList {
  const { desk } = useStaff();
  const [found, setFound] = useState(NONE);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      void desk.ask({ type: 'staff.find', kind, text: text.trim() }, 'staff.found').then((answer) => {
        if (current) setFound(answer.ok ? answer : NONE);
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [desk, kind, text]);
  return found;
}
