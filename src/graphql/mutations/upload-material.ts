import type { FileUpload } from 'graphql-upload/processRequest.mjs';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver, createUnionType } from 'type-graphql';
import { uploadMaterial } from '../../application/upload-material.ts';
import { readUpload, readUploadName } from '../../storage/read-upload.ts';
import { toId } from '../paging.ts';
import { signedIn } from '../signed-in.ts';
import { toResult } from '../to-result.ts';
import type { GraphQLContext } from '../context.ts';
import { MaterialKind } from '../enums.ts';
import { UploadScalar } from '../scalars.ts';
import { KeyedInput } from '../types/keyed-input.ts';
import { Material } from '../types/material.ts';
import { Problem } from '../types/problem.ts';
import {
  IdentityMissing,
  VerificationNotFound,
  VerificationNotOpen,
  StageAlreadyUnlocked,
} from '../types/shared-problems.ts';
import { Verification } from '../types/verification.ts';

/** Binds the contract's `UploadMaterialInput`. */
@InputType()
export class UploadMaterialInput extends KeyedInput {
  @Field(() => ID)
  readonly verification!: string;

  @Field(() => MaterialKind)
  readonly kind!: MaterialKind;

  @Field(() => UploadScalar)
  readonly file!: Promise<FileUpload>;
}

/** Binds the contract's `UploadMaterialSuccess`. */
@ObjectType({ simpleResolvers: true })
export class UploadMaterialSuccess {
  declare readonly __typename: 'UploadMaterialSuccess';

  @Field(() => Material)
  readonly material!: Material;

  @Field(() => Verification)
  readonly verification!: Verification;
}

/** Binds the contract's `MaterialNotRequired`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class MaterialNotRequired extends Problem {
  declare readonly __typename: 'MaterialNotRequired';

  @Field(() => [MaterialKind])
  readonly required!: readonly MaterialKind[];
}

/** Binds the contract's `MaterialTooLarge`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class MaterialTooLarge extends Problem {
  declare readonly __typename: 'MaterialTooLarge';

  @Field(() => Int)
  readonly maxFileBytes!: number;

  @Field(() => Int)
  readonly maxTotalBytes!: number;

  @Field(() => Int)
  readonly maxFiles!: number;
}

/** Binds the contract's `MaterialTypeNotAccepted`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class MaterialTypeNotAccepted extends Problem {
  declare readonly __typename: 'MaterialTypeNotAccepted';

  @Field(() => [String])
  readonly accepted!: readonly string[];

  @Field(() => String, { nullable: true })
  readonly found!: string | null;
}

/** Binds the contract's `MaterialBroken`. */
@ObjectType({ implements: Problem, simpleResolvers: true })
export class MaterialBroken extends Problem {
  declare readonly __typename: 'MaterialBroken';
}

/** Binds the contract's union `UploadMaterialResult`. */
export const UploadMaterialResult = createUnionType({
  name: 'UploadMaterialResult',
  types: () =>
    [
      UploadMaterialSuccess,
      VerificationNotFound,
      VerificationNotOpen,
      IdentityMissing,
      StageAlreadyUnlocked,
      MaterialNotRequired,
      MaterialTooLarge,
      MaterialTypeNotAccepted,
      MaterialBroken,
    ] as const,
});

/** `Mutation.uploadMaterial`. */
@Resolver()
export class UploadMaterialMutation {
  @Mutation(() => UploadMaterialResult)
  async uploadMaterial(
    @Arg('input', () => UploadMaterialInput) input: UploadMaterialInput,
    @Ctx() context: GraphQLContext,
  ): Promise<typeof UploadMaterialResult> {
    const outcome = await uploadMaterial(context.deps, signedIn(context), {
      verificationId: toId(input.verification),
      kind: input.kind,
      fileName: tidyFileName(await readUploadName(input.file)),
      open: () => readUpload(input.file),
    });
    return toResult('UploadMaterial', outcome);
  }
}

/** A client's file name as it can be shown: its last part, without characters that can't be printed, at most 200 of them. */
function tidyFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const printable = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '')
    .trim();
  return Array.from(printable).slice(0, 200).join('') || 'file';
}
