/** What the wrapper needs of a browser's storage. */
export interface KeptStorage {
  keys(): readonly string[];
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * A storage for GraphiQL that forgets request headers before it writes, so that a bearer token typed into GraphiQL's
 * headers never stays behind in its tabs or its history.
 */
export function storageWithoutHeaders(storage: KeptStorage) {
  const ownKeys = () => storage.keys().filter((key) => key.startsWith('graphiql:'));
  return {
    getItem: (key: string) => storage.getItem(key),
    setItem: (key: string, value: string) => {
      if (!key.endsWith(':headers')) storage.setItem(key, withoutHeaders(value));
    },
    removeItem: (key: string) => storage.removeItem(key),
    clear: () => {
      for (const key of ownKeys()) storage.removeItem(key);
    },
    get length() {
      return ownKeys().length;
    },
  };
}

function withoutHeaders(value: string): string {
  if (!value.startsWith('{') || !value.includes('"headers"')) return value;
  try {
    return JSON.stringify(JSON.parse(value, (key, field: unknown) => (key === 'headers' ? null : field)));
  } catch {
    return value;
  }
}
