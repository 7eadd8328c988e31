export function Contents({ names }: { readonly names: readonly string[] }) {
  return (
    <main className="gallery-contents">
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a href={`?state=${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}
