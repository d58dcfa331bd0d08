/**
 * ranking — edition order and the prior of papers nobody has voted on; pure arithmetic.
 *
 * @module
 */
export {};
