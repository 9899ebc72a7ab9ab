import { Field, Int, ObjectType, createUnionType } from 'type-graphql';

/** Binds the contract's `OnlineRetailer`. */
@ObjectType({ simpleResolvers: true })
export class OnlineRetailer {
  declare readonly __typename: 'OnlineRetailer';

  @Field(() => String)
  readonly storeName!: string;

  @Field(() => String)
  readonly storeLink!: string;

  @Field(() => String, { nullable: true })
  readonly platform!: string | null;
}

/** Binds the contract's `OfflineRetailer`. */
@ObjectType({ simpleResolvers: true })
export class OfflineRetailer {
  declare readonly __typename: 'OfflineRetailer';

  @Field(() => String)
  readonly storeName!: string;

  @Field(() => String)
  readonly storeAddress!: string;

  @Field(() => String)
  readonly entityName!: string;
}

/** Binds the contract's `Wholesaler`. */
@ObjectType({ simpleResolvers: true })
export class Wholesaler {
  declare readonly __typename: 'Wholesaler';

  @Field(() => String)
  readonly companyName!: string;

  @Field(() => String)
  readonly productCategories!: string;

  @Field(() => String, { nullable: true })
  readonly website!: string | null;
}

/** Binds the contract's `ServiceProvider`. */
@ObjectType({ simpleResolvers: true })
export class ServiceProvider {
  declare readonly __typename: 'ServiceProvider';

  @Field(() => String)
  readonly companyName!: string;

  @Field(() => String)
  readonly services!: string;

  @Field(() => String, { nullable: true })
  readonly website!: string | null;
}

/** Binds the contract's `Manufacturer`. */
@ObjectType({ simpleResolvers: true })
export class Manufacturer {
  declare readonly __typename: 'Manufacturer';

  @Field(() => String)
  readonly companyName!: string;

  @Field(() => String)
  readonly mainProducts!: string;

  @Field(() => String)
  readonly factoryAddress!: string;
}

/** Binds the contract's `Influencer`. */
@ObjectType({ simpleResolvers: true })
export class Influencer {
  declare readonly __typename: 'Influencer';

  @Field(() => String)
  readonly account!: string;

  @Field(() => String)
  readonly platform!: string;

  @Field(() => String)
  readonly profileLink!: string;

  @Field(() => Int)
  readonly followerCount!: number;
}

/** Binds the contract's `Organization`. */
@ObjectType({ simpleResolvers: true })
export class Organization {
  declare readonly __typename: 'Organization';

  @Field(() => String)
  readonly organizationName!: string;

  @Field(() => String)
  readonly purpose!: string;

  @Field(() => String, { nullable: true })
  readonly website!: string | null;
}

/** Binds the contract's `OtherBusiness`. */
@ObjectType({ simpleResolvers: true })
export class OtherBusiness {
  declare readonly __typename: 'OtherBusiness';

  @Field(() => String)
  readonly companyName!: string;

  @Field(() => String)
  readonly description!: string;

  @Field(() => String, { nullable: true })
  readonly website!: string | null;
}

/** Binds the contract's union `Identity`. */
export const Identity = createUnionType({
  name: 'Identity',
  types: () =>
    [
      OnlineRetailer,
      OfflineRetailer,
      Wholesaler,
      ServiceProvider,
      Manufacturer,
      Influencer,
      Organization,
      OtherBusiness,
    ] as const,
});
