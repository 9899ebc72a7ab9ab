import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { createMaterialLink } from '../../application/material-link.ts';
import type { LoggedEvent } from '../../database/event-log.ts';
import { toCursor } from '../../database/log-position.ts';
import { remedies } from '../../domain/decision.ts';
import type { Inspection as InspectionRecord, MaterialPage as MaterialPageRecord } from '../../domain/inspection.ts';
import { refusalRules, warningRules } from '../../domain/inspection-rules.ts';
import type { GraphQLContext } from '../context.ts';
import { pageSize } from '../paging.ts';
import { CursorScalar } from '../scalars.ts';
import { signedIn } from '../signed-in.ts';
import { MaterialInspected } from '../types/events.ts';
import { Inspection, InspectionRefusal, InspectionWarning, MaterialPage } from '../types/inspection.ts';
import { Material, MaterialLink } from '../types/material.ts';

/** What `Material.inspection` gives: what is known of the file, and of which. */
export type InspectionSource = InspectionRecord & { readonly materialId: string };

/** The fields of `Inspection` that its record does not have. */
@Resolver(() => Inspection)
export class InspectionResolver {
  @FieldResolver(() => InspectionRefusal, { nullable: true })
  refusal(@Root() { refusal }: InspectionSource) {
    if (refusal === null) return null;
    const rule = refusalRules[refusal];
    return { code: refusal, ...rule, remedyMessage: remedies[rule.remedy] };
  }

  @FieldResolver(() => [InspectionWarning])
  warnings(@Root() { warnings }: InspectionSource) {
    return warnings.map(({ code, page }) => {
      const { message, remedy } = warningRules[code];
      return { code, page, message, remedyMessage: remedies[remedy] };
    });
  }

  @FieldResolver(() => [MaterialPage])
  async pages(
    @Root() { materialId }: InspectionSource,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => Int, { defaultValue: 0 }) after: number,
    @Ctx() { loaders }: GraphQLContext,
  ) {
    const size = pageSize(first);
    const pages = await loaders.pagesOfMaterial.load(materialId);
    return pages.filter(({ number }) => number > after).slice(0, size);
  }
}

/** The fields of `MaterialPage` that its record does not have. */
@Resolver(() => MaterialPage)
export class MaterialPageResolver {
  @FieldResolver(() => MaterialLink)
  image(@Root() { materialId, number }: MaterialPageRecord, @Ctx() context: GraphQLContext) {
    return createMaterialLink(context.deps, signedIn(context), materialId, { number, rendering: 'image' });
  }

  @FieldResolver(() => MaterialLink)
  thumbnail(@Root() { materialId, number }: MaterialPageRecord, @Ctx() context: GraphQLContext) {
    return createMaterialLink(context.deps, signedIn(context), materialId, { number, rendering: 'thumbnail' });
  }
}

/** The fields of `MaterialInspected` that the log's event does not have. */
@Resolver(() => MaterialInspected)
export class MaterialInspectedResolver {
  @FieldResolver(() => CursorScalar)
  cursor(@Root() { position }: LoggedEvent) {
    return toCursor(position);
  }

  @FieldResolver(() => Material, { nullable: true })
  async material(@Root() { materialId }: LoggedEvent, @Ctx() { loaders }: GraphQLContext) {
    return materialId === null ? null : ((await loaders.material.load(materialId)) ?? null);
  }
}
