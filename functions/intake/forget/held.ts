/**
 * The list in `byCustomer` of what this room holds of somebody: of a customer by their id; of whoever nobody knew by the blind index
 * of their address, number or name, which is all that finds it when they are erased.
 */
export const heldBy = (owner: string): string => `customer#held#${owner}`;
