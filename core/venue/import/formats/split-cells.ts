/** "13:00 – 13:45", "September 21, 2023 13:00 → 13:45": start and end; the second is undefined where it is no range. */
export function splitRange(text: string): readonly [start: string, end: string | undefined] {
  const match =
    /^(.*?\d{1,2}(?:[:.h]\d{2}|\s*[ap]m).*?)(?:\s*(?:→|->|–|—|−)\s*|\s+(?:-|to|till|until|bis|à|a)\s+|(?<=\d[:.]\d{2})-(?=\d{1,2}[:.]\d{2}$))(.*\d.*)$/i.exec(
      text.trim(),
    );
  return match === null ? [text.trim(), undefined] : [(match[1] ?? '').trim(), (match[2] ?? '').trim()];
}

/**
 * Names of people in a cell: "Ada Ström, Ben Okoro", "Ada Ström und Ben Okoro".
 * @param single the column holds one person; what follows a comma is then what the person does.
 */
export function splitNames(cell: string, single = false): { readonly name: string; readonly role?: string }[] {
  if (single) {
    const [name = '', ...role] = cell.split(',').map((part) => part.trim());
    return name === '' ? [] : [{ name, ...(role.length === 0 ? {} : { role: role.join(', ') }) }];
  }
  const hard = /[;\n|]/.test(cell);
  return cell
    .split(hard ? /[;\n|]/ : /,\s|,$|\s&\s|\s(?:and|und|et|y|e)\s/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ name }));
}
