/** As a new project has it, but that nothing is looked for above this folder. */
export default { poweredByHeader: false, turbopack: { root: import.meta.dirname } };
