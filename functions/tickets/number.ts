const NUMBER_LENGTH = 6;

/** How people call a ticket: the end of its id, in capitals. */
export const numberOf = (ticketId: string): string => ticketId.slice(-NUMBER_LENGTH).toUpperCase();
