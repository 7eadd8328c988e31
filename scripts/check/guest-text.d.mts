export function guestTextFaults(root: string): string[];
export function textsIn(source: string): { readonly line: number; readonly text: string }[];
export function sideFaults(root: string): string[];
