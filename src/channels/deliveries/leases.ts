/** Leases of the runs of this process, so that one run does not take another's for dead. */
export const activeLeases = new Set<string>();

/** Does the work of a run under its lease. */
export async function underLease<T>(leaseToken: string, work: () => Promise<T>): Promise<T> {
  activeLeases.add(leaseToken);
  try {
    return await work();
  } finally {
    activeLeases.delete(leaseToken);
  }
}
