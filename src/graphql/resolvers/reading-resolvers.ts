import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ResemblanceRow } from '../../database/stores/resemblance-store.ts';
import type { TaxNumberReuse as TaxNumberReuseRow } from '../../database/stores/tax-number-store.ts';
import { factMessage } from '../../domain/facts/fact-message.ts';
import type { FactFinding as FactFindingRecord } from '../../domain/facts/finding.ts';
import { notRead } from '../../domain/facts/material-reading.ts';
import type { Material as MaterialRecord } from '../../domain/material.ts';
import {
  differencesBetween,
  resemblanceMessage,
  type ResemblanceDifference as DifferenceRecord,
} from '../../domain/resemblance/resemblance.ts';
import type { Verification as VerificationRecord } from '../../domain/verification.ts';
import type { GraphQLContext } from '../context.ts';
import { loadMember, loadVerification } from '../load.ts';
import { FactFinding, MaterialReading } from '../types/material-reading.ts';
import { Material } from '../types/material.ts';
import { Member } from '../types/member.ts';
import { Resemblance, ResemblanceDifference, TaxNumberReuse } from '../types/resemblance.ts';
import { TaxNumberVerification } from '../types/tax-number-verification.ts';
import { Verification } from '../types/verification.ts';

/** What was read of a `Material`, and what it resembles. */
@Resolver(() => Material)
export class ReadMaterialResolver {
  @FieldResolver(() => MaterialReading)
  async reading(@Root() { id }: MaterialRecord, @Ctx() { loaders }: GraphQLContext) {
    return (await loaders.reading.load(id)) ?? notRead;
  }

  @FieldResolver(() => [Resemblance])
  async resemblances(@Root() { id }: MaterialRecord, @Ctx() { loaders }: GraphQLContext) {
    return loaders.resemblancesOfMaterial.load(id);
  }
}

/** `FactFinding.message`. */
@Resolver(() => FactFinding)
export class FactFindingResolver {
  @FieldResolver(() => String)
  message(@Root() finding: FactFindingRecord) {
    return factMessage(finding);
  }
}

/** The fields of `Resemblance` that its row does not have. */
@Resolver(() => Resemblance)
export class ResemblanceResolver {
  @FieldResolver(() => Material)
  material(@Root() { otherId }: ResemblanceRow, @Ctx() context: GraphQLContext) {
    return loadMaterial(context, otherId);
  }

  @FieldResolver(() => Member)
  async member(@Root() { otherId }: ResemblanceRow, @Ctx() context: GraphQLContext) {
    return loadMember(context, (await loadMaterial(context, otherId)).memberId);
  }

  @FieldResolver(() => String)
  async message(@Root() row: ResemblanceRow, @Ctx() context: GraphQLContext) {
    return resemblanceMessage(row.kind, await differencesOf(row, context));
  }

  @FieldResolver(() => [ResemblanceDifference])
  differences(@Root() row: ResemblanceRow, @Ctx() context: GraphQLContext) {
    return differencesOf(row, context);
  }
}

/** `TaxNumberVerification.reusedBy`. */
@Resolver(() => TaxNumberVerification)
export class ReusedByResolver {
  @FieldResolver(() => [TaxNumberReuse])
  reusedBy(@Root() { id }: VerificationRecord, @Ctx() { loaders }: GraphQLContext) {
    return loaders.taxNumberReuses.load(id);
  }
}

/** The fields of `TaxNumberReuse`. */
@Resolver(() => TaxNumberReuse)
export class TaxNumberReuseResolver {
  @FieldResolver(() => Member)
  member(@Root() { memberId }: TaxNumberReuseRow, @Ctx() context: GraphQLContext) {
    return loadMember(context, memberId);
  }

  @FieldResolver(() => Verification)
  verification(@Root() { otherId }: TaxNumberReuseRow, @Ctx() context: GraphQLContext) {
    return loadVerification(context, otherId);
  }
}

async function differencesOf(
  { materialId, otherId, kind }: ResemblanceRow,
  { loaders }: GraphQLContext,
): Promise<DifferenceRecord[]> {
  if (kind === 'EXACT_COPY') return [];
  const [here, there] = await Promise.all([loaders.reading.load(materialId), loaders.reading.load(otherId)]);
  return differencesBetween(here?.compared ?? [], there?.compared ?? []);
}

async function loadMaterial({ loaders }: GraphQLContext, id: string): Promise<MaterialRecord> {
  const material = await loaders.material.load(id);
  if (material === undefined) throw new Error('a material that a row refers to is missing');
  return material;
}
