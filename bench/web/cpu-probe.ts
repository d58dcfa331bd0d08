/** Loaded into every server that is measured: tells its parent what CPU time it has taken. */
process.on("message", (message) => {
  if (message === "usage") process.send?.({ kind: "usage", usage: process.cpuUsage() });
});
