import { deflateSync } from 'node:zlib';

/** A PDF of these objects, the first of which is its catalog; what stands in `trailer` goes there. */
export function createDocument(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  const places = objects.map((object, index) => {
    const place = length();
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length()}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table + end)]);
}

/** An object with a stream. */
export function stream(dictionary: string, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`);
  return Buffer.concat([head, bytes, Buffer.from('\nendstream')]);
}

interface PageOptions {
  /** Further entries of the catalog, of the page and of its resources. */
  readonly catalog?: string;
  readonly page?: string;
  readonly resources?: string;
  readonly trailer?: string;
  readonly pages?: number;
}

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** A PDF whose pages are all drawn alike. Objects that `more` adds have the numbers from 6 on. */
export function createPages(
  drawing: string,
  options: PageOptions = {},
  more: readonly (string | Buffer)[] = [],
): Buffer {
  const { catalog = '', page = '', resources = '', trailer = '', pages = 1 } = options;
  return createDocument(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
      `<< /Type /Pages /Kids [${'3 0 R '.repeat(pages)}] /Count ${pages} >>`,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${resources} >> ${page} >>`,
      stream('', drawing),
      FONT,
      ...more,
    ],
    trailer,
  );
}

/** Writes a line 40 points from the left, 300 from the bottom. */
export function line(text: string): string {
  return `BT /F1 24 Tf 40 300 Td (${text}) Tj ET`;
}

const hex = (byte: string) => `<${byte.repeat(32)}>`;

/** Files that should not be opened, and why. */
export const badDocuments = {
  'needs a password': [
    createPages(line('secret'), {
      trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${hex('5a')} /U ${hex('c3')} >> /ID [<00> <00>]`,
    }),
    'PASSWORD_PROTECTED',
    'UPLOAD_WITHOUT_PASSWORD',
  ],
  'runs JavaScript when it is opened': [
    createPages(line('x'), { catalog: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }),
    'CONTAINS_SCRIPT',
    'UPLOAD_PLAIN_COPY',
  ],
  'hides JavaScript in an object stream': [
    createPages(line('x'), { catalog: '/Names << /Dests 9 0 R >>' }, [
      stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync('9 0 << /S /JavaScript /J#53 (x) >>')),
    ]),
    'CONTAINS_SCRIPT',
    'UPLOAD_PLAIN_COPY',
  ],
  'calls home when a page is shown': [
    createPages(line('x'), { page: '/AA << /O << /S /URI /URI (https://evil.example) >> >>' }),
    'CONTAINS_SCRIPT',
    'UPLOAD_PLAIN_COPY',
  ],
  'has more pages than the policy allows': [
    createPages(line('x'), { pages: 4 }),
    'TOO_MANY_PAGES',
    'UPLOAD_FEWER_PAGES',
  ],
  'unfolds to 400 megapixels': [
    createPages('q 300 0 0 400 0 0 cm /Im Do Q', { resources: '/XObject << /Im 6 0 R >>' }, [
      stream(
        '/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode',
        deflateSync(Buffer.alloc(2500 * 20_000)),
      ),
    ]),
    'TOO_MANY_PIXELS',
    'UPLOAD_PLAIN_COPY',
  ],
  'only begins and ends like one': [Buffer.from('%PDF-1.7\nnothing\n%%EOF\n'), 'UNREADABLE', 'UPLOAD_PLAIN_COPY'],
} as const;

/** A page that draws what draws ten others, and so on: some hundred bytes that take years. */
export function createCostlyDocument(): Buffer {
  const depth = 12;
  const forms = Array.from({ length: depth }, (_, index) => {
    const next = index + 1 < depth ? `/Resources << /XObject << /N ${index + 7} 0 R >> >>` : '';
    const drawing = index + 1 < depth ? '/N Do '.repeat(10) : '0 0 1 1 re f';
    return stream(`/Type /XObject /Subtype /Form /BBox [0 0 300 400] ${next}`, drawing);
  });
  return createPages('/N Do', { resources: '/XObject << /N 6 0 R >>' }, forms);
}

/** A page of many pictures, each of which is small enough, and which together take more memory than there is. */
export function createLargeDocument(): Buffer {
  const many = 16;
  const pixels = deflateSync(Buffer.alloc((6000 * 6000) / 8));
  const picture =
    '/Type /XObject /Subtype /Image /Width 6000 /Height 6000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode';
  const names = Array.from({ length: many }, (_, index) => index + 6);
  return createPages(
    names.map((number) => `q 300 0 0 400 0 0 cm /I${number} Do Q`).join(' '),
    { resources: `/XObject << ${names.map((number) => `/I${number} ${number} 0 R`).join(' ')} >>` },
    names.map(() => stream(picture, pixels)),
  );
}
