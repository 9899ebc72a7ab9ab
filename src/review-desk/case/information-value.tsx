/** A value that a buyer has typed: its own direction of writing, and a link where it is an address. */
export function InformationValue({ value }: { value: string }) {
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) {
    return (
      <a href={value} target="_blank" rel="noreferrer noopener">
        <bdi>{value.replace(/^https?:\/\//i, '').replace(/\/$/, '')}</bdi>
      </a>
    );
  }
  return <bdi className="rd-typed">{value}</bdi>;
}
