import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { environment } from '../../src/environment.ts';
import { findProjectRoot } from '../../src/project-root.ts';

const text = await readFile(join(findProjectRoot(), '.env.example'), 'utf8');
/** Each variable with the comment above it. */
const entries = [...text.matchAll(/((?:^# .*\n)+)^([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
  ([, comment = '', name = '', value]) => ({
    name,
    comment,
    value,
  }),
);
const examples = entries.flatMap(({ comment }) => /^# Example: (.*)$/m.exec(comment)?.[1] ?? []);

describe('.env.example', () => {
  it('names the variables that the server reads, and no others', () => {
    expect(entries.map(({ name }) => name)).toEqual(Object.keys(environment.shape));
    expect(Object.keys(parseEnv(text)).toSorted()).toEqual(Object.keys(environment.shape).toSorted());
  });

  it.for(entries)('says of $name what it is for, its default and an example', ({ name, comment }) => {
    expect(comment).toMatch(/^# [A-Za-z].{15,}\n/);
    expect(comment).toMatch(/^# Default: .+$/m);
    expect(comment).toMatch(new RegExp(`^# Example: ${name}=.+$`, 'm'));
  });

  it('changes nothing when it is copied as it stands', () => {
    expect(readConfig(parseEnv(text))).toEqual(readConfig({}));
  });

  it('has examples that can be used', () => {
    const config = readConfig({ ...parseEnv(examples.join('\n')) });
    expect(config).toMatchObject({ isProduction: true, port: 8080, storage: { kind: 's3' }, sampleData: false });
  });

  it('says of each variable that production demands that it does', () => {
    const demanded = entries.filter(({ comment }) => comment.includes('Must be set in production'));
    const missing = (() => {
      try {
        readConfig({ NODE_ENV: 'production' });
        return [];
      } catch (error) {
        return [...String(error).matchAll(/^ {2}([A-Z_0-9]+): must be set in production/gm)].map(([, name]) => name);
      }
    })();
    expect(new Set(demanded.map(({ name }) => name))).toEqual(new Set(missing));
  });

  it('tells the defaults that the server has', () => {
    const told = Object.fromEntries(
      entries.map(({ name, comment }) => [name, /^# Default: (.*)$/m.exec(comment)?.[1] ?? '']),
    );
    const { HOST = '', PORT = '', DRAIN_SECONDS = '', LOG_LEVEL = '', DATA_DIR = '' } = told;
    const { DATABASE_CONNECTIONS = '', MAIL_FROM = '' } = told;
    const named = { HOST, PORT, DRAIN_SECONDS, LOG_LEVEL, DATA_DIR, DATABASE_CONNECTIONS, MAIL_FROM };
    expect(readConfig(named)).toEqual(readConfig({}));
  });
});
