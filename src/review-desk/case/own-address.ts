/** A link's address on the server that this page came from: under another of its names, the page may not load it. */
export function ownAddress(url: string): string {
  const { pathname, search } = new URL(url, location.href);
  return `${pathname}${search}`;
}
