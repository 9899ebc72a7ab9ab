import type { Method } from '../../domain/method.ts';
import { type Phrase, say } from '../phrase.ts';

/** What the member handed in by this method. */
export const handedIn: Readonly<Record<Method, Phrase>> = {
  MATERIALS: say`your materials`,
  TAX_NUMBER: say`your tax number`,
  EMAIL: say`your business email address`,
};

/** How many chances of this method are left, as the object of a sentence: "3 chances left for tax number verification". */
export function chancesFor(method: Method, chancesLeft: number): Phrase {
  const count = chancesLeft === 1 ? say`1 chance` : say`${chancesLeft === 0 ? 'no' : chancesLeft} chances`;
  return say`${count} left for ${methodName[method]}`;
}

/** What this method is called in the middle of a sentence. */
export const methodName: Readonly<Record<Method, Phrase>> = {
  MATERIALS: say`verification with materials`,
  TAX_NUMBER: say`tax number verification`,
  EMAIL: say`email verification`,
};
