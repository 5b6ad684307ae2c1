/** `STORIES=full` plays the stories at the size of a real company; otherwise they are small enough for every commit. */
export const full = process.env['STORIES'] === 'full';
export const sized = (small: number, real: number): number => (full ? real : small);
