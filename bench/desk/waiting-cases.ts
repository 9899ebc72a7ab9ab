import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../src/database/migrate.ts';
import { findProjectRoot } from '../../src/project-root.ts';

const STAGES = ['SILVER', 'GOLD', 'PLATINUM'];
const TYPES = ['WHOLESALER', 'MANUFACTURER', 'SERVICE_PROVIDER'];

const id = (kind: string) => `md5('${kind}' || n)::uuid`;
const oneOf = (values: readonly string[]) => `(array['${values.join("','")}'])[1 + n % ${values.length}]`;

/** Fills an empty database with so many cases that wait for a decision, as the server writes them; some are late, some due today. */
export async function fillQueue(url: string, waiting: number): Promise<void> {
  await migrate(url, join(findProjectRoot(), 'migrations'));
  const client = new Client({ connectionString: url });
  await client.connect();
  const information = `jsonb_build_object('companyName', 'Company ' || n, 'productCategories', 'Tools',
    'mainProducts', 'Tools', 'factoryAddress', '1 Mill Lane', 'services', 'Repair')`;
  const all = `generate_series(0, ${waiting - 1}) as n`;
  const steps = [
    `insert into member (id, subject, email, name, identity_type, identity_information, created_at)
     select ${id('m')}, 'member-' || n, 'member-' || n || '@bench.example', 'Member ' || n, ${oneOf(TYPES)}, ${information},
       now() - interval '1 year' from ${all}`,
    `insert into verification (id, member_id, stage, method, status, version, identity_type, identity_information,
       tax_country, tax_number_masked, tax_verdict, created_at, submitted_at, expected_earliest, expected_latest, due_at)
     select ${id('v')}, ${id('m')}, case when n < 2000 then 'SILVER' else ${oneOf(STAGES)} end, 'TAX_NUMBER', 'SUBMITTED', 2, ${oneOf(TYPES)}, ${information},
       'DE', 'DE*****5976', 'CHECKSUM_VALID', now() - interval '3 days', now() - interval '3 days', current_date - 1 + n / 4000,
       current_date + n / 4000, now() + (n - 1000) * interval '20 seconds' from ${all}`,
    'vacuum analyze',
  ];
  for (const step of steps) await client.query(step);
  await client.end();
}
