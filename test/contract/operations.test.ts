import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema, getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { operationLimits } from '../../src/http/graphql/operation-limits.ts';
import { findProjectRoot } from '../../src/project-root.ts';
import { UPLOAD_EXAMPLE } from '../../src/review-desk/uploads/curl-command.ts';
import { findUploadSlots } from '../../src/review-desk/uploads/find-upload-slots.ts';

const folder = join(findProjectRoot(), 'operations');
const read = (file: string) => readFile(join(folder, file), 'utf8');
const schema = buildSchema(await read('../schema.graphql'));
const files = await readdir(folder, { recursive: true });
const operationFiles = files.filter((file) => file.endsWith('.graphql'));
const variableFiles = files.filter((file) => file.endsWith('.json'));

describe('the prepared operations', () => {
  test('are there', () => {
    expect(operationFiles).not.toEqual([]);
  });

  test.for(operationFiles)('%s is valid against the contract', async (file) => {
    expect(validate(schema, parse(await read(file)))).toEqual([]);
  });

  test.for(operationFiles)('%s stays below what the server lets one operation ask for', async (file) => {
    expect(validate(schema, parse(await read(file)), operationLimits())).toEqual([]);
  });

  test.for(operationFiles)('%s says what it is for and who runs it', async (file) => {
    const comment = /^(?:#.*\n)*/.exec(await read(file))?.[0];
    expect(comment).toMatch(/^# [A-Z].*\n(?:#.*\n)*# Run by (?:an?|the) /);
  });

  test.for(operationFiles)('%s comes with variables that fit it', async (file) => {
    const document = parse(await read(file));
    const variableFile = file.replace(/\.graphql$/, '.json');
    const json = variableFiles.includes(variableFile) ? await read(variableFile) : '{}';
    const values: Record<string, unknown> = { ...JSON.parse(json) };
    for (const { path } of findUploadSlots(schema, document)) {
      // In the file it is null, as the multipart request specification wants it.
      expect(values).toHaveProperty(path.join('.'), null);
      values[path[0]] = 'a file';
    }
    const operation = getOperationAST(document);
    expect(getVariableValues(schema, operation?.variableDefinitions ?? [], values).errors).toBeUndefined();
  });

  test('have one operation a file, and names by which their tabs can be told apart', async () => {
    const names = await Promise.all(
      operationFiles.map(async (file) => getOperationAST(parse(await read(file)))?.name?.value),
    );
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(operationFiles.length);
  });

  test('leave no variables behind that belong to none', () => {
    const wanted = new Set(operationFiles.map((file) => file.replace(/\.graphql$/, '.json')));
    expect(variableFiles.filter((file) => !wanted.has(file))).toEqual([]);
  });
});

test('the example in the panel for uploads is valid against the contract', () => {
  expect(validate(schema, parse(UPLOAD_EXAMPLE))).toEqual([]);
});
