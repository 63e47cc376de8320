// What a test has opened is closed in the reverse order (node:test itself keeps the order): a page is asked about its console
// before its browser goes, and the browser goes before the server.

const stacks = new WeakMap();

export const afterwards = (t, work) => {
  if (!stacks.has(t)) {
    const stack = [];
    stacks.set(t, stack);
    t.after(async () => {
      const failures = [];
      for (const one of stack.reverse()) await Promise.resolve().then(one).catch((error) => failures.push(error));
      if (failures.length) throw failures[0];
    });
  }
  stacks.get(t).push(work);
};
