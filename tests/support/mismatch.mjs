// Compares what an example promises with what came. Objects may hold more members than the example names;
// lists and plain values must be equal.

/** The first place where `actual` breaks the promise, as "/pointer: why"; null where it keeps it. */
export function mismatch(expected, actual, at = '') {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return `${at}: no list`;
    if (expected.length !== actual.length)
      return `${at}: ${actual.length} items, not ${expected.length}`;
    return firstOf(expected.keys(), (index) =>
      mismatch(expected[index], actual[index], `${at}/${index}`),
    );
  }
  if (expected !== null && typeof expected === 'object') {
    if (actual === null || typeof actual !== 'object' || Array.isArray(actual))
      return `${at}: no object`;
    return firstOf(Object.keys(expected), (key) =>
      key in actual
        ? mismatch(expected[key], actual[key], `${at}/${key}`)
        : `${at}/${key}: missing`,
    );
  }
  return Object.is(expected, actual)
    ? null
    : `${at}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
}

function firstOf(items, find) {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
