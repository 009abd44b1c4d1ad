const JAPAN = 9 * 60 * 60 * 1000;

/**
 * The day in Japan, as 2026-11-24. The deadlines are Japan's and end with its days: wherever the reader and whatever the
 * browser's calendar, the same plan at the same moment gets the same dates.
 */
export const today = () => new Date(Date.now() + JAPAN).toISOString().slice(0, 10);
