import { Field, InputType, Int } from 'type-graphql';

/** Binds the contract's `IdentityInput`. */
@InputType()
export class IdentityInput {
  @Field(() => OnlineRetailerInput, { nullable: true })
  readonly onlineRetailer?: OnlineRetailerInput | null;

  @Field(() => OfflineRetailerInput, { nullable: true })
  readonly offlineRetailer?: OfflineRetailerInput | null;

  @Field(() => WholesalerInput, { nullable: true })
  readonly wholesaler?: WholesalerInput | null;

  @Field(() => ServiceProviderInput, { nullable: true })
  readonly serviceProvider?: ServiceProviderInput | null;

  @Field(() => ManufacturerInput, { nullable: true })
  readonly manufacturer?: ManufacturerInput | null;

  @Field(() => InfluencerInput, { nullable: true })
  readonly influencer?: InfluencerInput | null;

  @Field(() => OrganizationInput, { nullable: true })
  readonly organization?: OrganizationInput | null;

  @Field(() => OtherBusinessInput, { nullable: true })
  readonly otherBusiness?: OtherBusinessInput | null;
}

/** Binds the contract's `OnlineRetailerInput`. */
@InputType()
export class OnlineRetailerInput {
  @Field(() => String)
  readonly storeName!: string;

  @Field(() => String)
  readonly storeLink!: string;

  @Field(() => String, { nullable: true })
  readonly platform?: string | null;
}

/** Binds the contract's `OfflineRetailerInput`. */
@InputType()
export class OfflineRetailerInput {
  @Field(() => String)
  readonly storeName!: string;

  @Field(() => String)
  readonly storeAddress!: string;

  @Field(() => String)
  readonly entityName!: string;
}

/** Binds the contract's `WholesalerInput`. */
@InputType()
export class WholesalerInput {
  @Field(() => String)
  readonly companyName!: string;

  @Field(() => String)
  readonly productCategories!: string;

  @Field(() => String, { nullable: true })
  readonly website?: string | null;
}

/** Binds the contract's `ServiceProviderInput`. */
@InputType()
export class ServiceProviderInput {
  @Field(() => String)
  readonly companyName!: string;

  @Field(() => String)
  readonly services!: string;

  @Field(() => String, { nullable: true })
  readonly website?: string | null;
}

/** Binds the contract's `ManufacturerInput`. */
@InputType()
export class ManufacturerInput {
  @Field(() => String)
  readonly companyName!: string;

  @Field(() => String)
  readonly mainProducts!: string;

  @Field(() => String)
  readonly factoryAddress!: string;
}

/** Binds the contract's `InfluencerInput`. */
@InputType()
export class InfluencerInput {
  @Field(() => String)
  readonly account!: string;

  @Field(() => String)
  readonly platform!: string;

  @Field(() => String)
  readonly profileLink!: string;

  @Field(() => Int)
  readonly followerCount!: number;
}

/** Binds the contract's `OrganizationInput`. */
@InputType()
export class OrganizationInput {
  @Field(() => String)
  readonly organizationName!: string;

  @Field(() => String)
  readonly purpose!: string;

  @Field(() => String, { nullable: true })
  readonly website?: string | null;
}

/** Binds the contract's `OtherBusinessInput`. */
@InputType()
export class OtherBusinessInput {
  @Field(() => String)
  readonly companyName!: string;

  @Field(() => String)
  readonly description!: string;

  @Field(() => String, { nullable: true })
  readonly website?: string | null;
}
