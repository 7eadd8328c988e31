export function catalogueFaults(root: string, folders?: Readonly<Record<string, readonly string[]>>): string[];
export function messageFaults(locale: string, key: string, message: string, english: string): string[];
