import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { readTaxNumber } from '../../application/read-tax-number.ts';
import { rulesOf } from '../../domain/rule-catalogue.ts';
import { unmetRequirements } from '../../domain/unmet-requirements.ts';
import type { Verification as VerificationRecord } from '../../domain/verification.ts';
import type { GraphQLContext } from '../context.ts';
import { loadMember } from '../load.ts';
import { DateTimeScalar } from '../scalars.ts';
import { signedIn } from '../signed-in.ts';
import { EmailVerification } from '../types/email-verification.ts';
import { MaterialVerification, RequirementState } from '../types/material-verification.ts';
import { Material } from '../types/material.ts';
import { TaxNumberVerification } from '../types/tax-number-verification.ts';

/** What only a verification by MATERIALS has. */
@Resolver(() => MaterialVerification)
export class MaterialVerificationResolver {
  @FieldResolver(() => [Material])
  materials(@Root() verification: VerificationRecord, @Ctx() { loaders }: GraphQLContext) {
    return loaders.materialsOfVerification.load(verification.id);
  }

  @FieldResolver(() => [RequirementState])
  async requirements(@Root() verification: VerificationRecord, @Ctx() context: GraphQLContext) {
    const identity = verification.identity ?? (await loadMember(context, verification.memberId)).identity;
    if (identity === null) return [];
    const handedIn = await context.loaders.materialsOfVerification.load(verification.id);
    return rulesOf(context.deps.catalogue, identity.type).requirements.map((requirement) => {
      const materials = handedIn.filter((material) => material.kind === requirement.kind);
      return { requirement, met: unmetRequirements([requirement], materials).length === 0, materials };
    });
  }
}

/** What only a verification by TAX_NUMBER has. */
@Resolver(() => TaxNumberVerification)
export class TaxNumberVerificationResolver {
  @FieldResolver(() => String, { nullable: true })
  country(@Root() { taxNumber }: VerificationRecord) {
    return taxNumber?.country ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  maskedTaxNumber(@Root() { taxNumber }: VerificationRecord) {
    return taxNumber?.masked ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  taxNumber(@Root() verification: VerificationRecord, @Ctx() context: GraphQLContext) {
    return readTaxNumber(context.deps, signedIn(context), verification);
  }

  @FieldResolver(() => String, { nullable: true })
  verdict(@Root() { taxNumber }: VerificationRecord) {
    return taxNumber?.verdict ?? null;
  }
}

/** What only a verification by EMAIL has. */
@Resolver(() => EmailVerification)
export class EmailVerificationResolver {
  @FieldResolver(() => DateTimeScalar, { nullable: true })
  async codeExpiresAt(@Root() verification: VerificationRecord, @Ctx() { deps, loaders }: GraphQLContext) {
    if (verification.status !== 'DRAFT') return null;
    const code = await loaders.emailCode.load(verification.id);
    return code && code.expiresAt > deps.now() ? code.expiresAt : null;
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true })
  confirmedAt(@Root() { emailConfirmedAt }: VerificationRecord) {
    return emailConfirmedAt;
  }
}
