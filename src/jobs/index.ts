/**
 * jobs — drives the stages in order: import, harvest, place, index, freeze, deliver.
 *
 * @module
 */
export {};
