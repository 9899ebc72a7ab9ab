import { countingPlants } from './counting-plants.ts';
import { decisionPlants } from './decision-plants.ts';
import { eventPlants } from './event-plants.ts';
import { mailPlants } from './mail-plants.ts';
import type { Plant } from './plant.ts';

/** Every bug that can be planted. */
export const plants: readonly Plant[] = [...eventPlants, ...decisionPlants, ...countingPlants, ...mailPlants];

/** The bug of a name. Throws RangeError with the names that there are. */
export function findPlant(name: string): Plant {
  const found = plants.find((plant) => plant.name === name);
  if (found !== undefined) return found;
  throw new RangeError(`There is no bug ${name}. There are: ${plants.map((plant) => plant.name).join(', ')}.`);
}
