/**
 * A value of the records as people read it: lists with commas, texts in several languages side by side. What is no list or
 * record (a room, a time) is as it came.
 */
export function readable(text: string): string {
  if (!/^[[{]/.test(text)) return text;
  try {
    return plain(JSON.parse(text));
  } catch {
    return text;
  }
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(plain).join(' / ');
  return String(value);
}
