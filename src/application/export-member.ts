import type { Session } from '../database/database.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { keptMaterialsOf } from '../database/stores/deleted-materials.ts';
import { findMaterials } from '../database/stores/material-store.ts';
import { findMembers } from '../database/stores/member-store.ts';
import { readMemberRows, type MemberRow } from '../database/read-member-rows.ts';
import { hasRole, type Actor } from '../domain/actor.ts';
import type { Material } from '../domain/material.ts';
import type { Deps } from './deps.ts';
import { memberIdOf } from './person.ts';
import { memberNotFound } from './problems.ts';
import { createSignedLink, isLinkGood } from './signed-link.ts';

/** Whose data is wanted; without it, the asker's own. */
export interface ExportMember {
  readonly memberId?: string;
}

/** What stands in a link to an export: for whom it was made, whether it shows what only staff may see, and until when. */
export interface ExportLinkParts {
  readonly viewer: string;
  readonly as: 'MEMBER' | 'STAFF';
  readonly expires: string;
}

/** All that is held of a member. */
export interface MemberExport {
  /** Every row of every table, table by table; a table may come in several pieces. */
  readonly rows: AsyncGenerator<{ readonly table: string; readonly rows: readonly MemberRow[] }>;
  readonly materials: readonly Material[];
  readonly session: Session;
}

const PURPOSE = 'member export';
const pathOf = (memberId: string) => `/exports/${memberId}`;

/** Gives a link to all that is held of a member: to itself, and to supervisors and operators. The audit trail keeps that. */
export async function exportMember(deps: Deps, actor: Actor, input: ExportMember) {
  const viewer = memberIdOf(actor);
  const memberId = input.memberId ?? viewer;
  const isStaff = memberId !== viewer;
  if (isStaff && !hasRole(actor, 'SUPERVISOR', 'OPERATOR')) return memberNotFound();
  return deps.database.transaction(async (session) => {
    const [member] = await findMembers(session, [memberId]);
    if (member === undefined || member.erasedAt !== null) return memberNotFound();
    const role = (['SUPERVISOR', 'OPERATOR', 'REVIEWER', 'BUYER'] as const).find((one) => hasRole(actor, one)) ?? null;
    await recordAct(session, { act: 'MEMBER_EXPORTED', actor, role, at: deps.now(), memberId });
    const parts = { viewer, as: isStaff ? 'STAFF' : 'MEMBER' };
    return { kind: 'Success', ...createSignedLink(deps, PURPOSE, pathOf(memberId), parts) } as const;
  });
}

/** What a link to an export opens; undefined when the link is wrong or has run out, or the member was erased. */
export async function openMemberExport(
  deps: Deps,
  memberId: string,
  link: ExportLinkParts,
  signature: string,
): Promise<MemberExport | undefined> {
  const { viewer, as, expires } = link;
  if (!isLinkGood(deps, PURPOSE, pathOf(memberId), { viewer, as, expires }, signature)) return undefined;
  const session = deps.database.session();
  const [member] = await findMembers(session, [memberId]);
  if (member === undefined || member.erasedAt !== null) return undefined;
  const materials = await findMaterials(session, await keptMaterialsOf(session, memberId));
  return { rows: readMemberRows(session, memberId, as === 'STAFF'), materials, session };
}
