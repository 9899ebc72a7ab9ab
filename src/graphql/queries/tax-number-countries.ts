import { Query, Resolver } from 'type-graphql';
import { taxNumberCountries } from '../../tax-number/tax-number-countries.ts';
import { TaxNumberCountry } from '../types/tax-number-verification.ts';

/** `Query.taxNumberCountries`. */
@Resolver()
export class TaxNumberCountriesQuery {
  @Query(() => [TaxNumberCountry])
  async taxNumberCountries(): Promise<readonly TaxNumberCountry[]> {
    return taxNumberCountries().map(({ code, support }) => ({
      code,
      verdict: support === 'FORMAT_ONLY' ? 'FORMAT_ONLY' : 'CHECKSUM_VALID',
    }));
  }
}
