import { z } from 'zod';
import type { Identity, IdentityType, Information } from '../domain/identity.ts';
import type { MemberSeal } from './member-keys.ts';

/** The columns of an identity, in the rows that have one. */
interface IdentityColumns {
  readonly identityType?: IdentityType | null | undefined;
  readonly identityInformation?: Information | null | undefined;
  readonly informationSealed?: Uint8Array | null | undefined;
}

const information = z.record(z.string(), z.union([z.string(), z.number()]));

/** An identity from its columns; null when there is none, or its member was erased. */
export function readIdentity(seal: MemberSeal | undefined, place: string, row: IdentityColumns): Identity | null {
  const { identityType: type, identityInformation: plain, informationSealed: sealed } = row;
  if (!type) return null;
  if (!sealed) return plain ? { type, information: plain } : null;
  return seal === undefined ? null : { type, information: information.parse(JSON.parse(seal.open(place, sealed))) };
}

/** The columns of an identity's information, sealed if there is a seal. */
export function sealInformation(seal: MemberSeal | undefined, place: string, identity: Identity) {
  return seal === undefined
    ? { identityInformation: identity.information }
    : {
        identityInformation: null,
        informationSealed: seal.seal(place, JSON.stringify(identity.information)),
      };
}
