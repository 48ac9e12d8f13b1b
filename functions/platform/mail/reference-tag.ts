/** Under which name SES gives back what a letter is given along, with everything it tells of it. */
export const REFERENCE_TAG = 'notice';
