/**
 * web — pages, JSON API and feeds: one view, several renderings.
 *
 * @module
 */
export {};
