// Reads tests/conformance/*.case; the format is told in the README there.

/** The blocks of a file, as {line, sql, expected}; `line` is where the query begins. */
export function readCases(text) {
  const cases = [];
  let current = null;
  let inRows = false;
  text.split('\n').forEach((line, index) => {
    if (line === '') {
      current = null;
      inRows = false;
    } else if (inRows) {
      current.expected += `${line}\n`;
    } else if (line === '----') {
      inRows = true;
    } else if (!line.startsWith('#')) {
      if (current === null) {
        current = { line: index + 1, sql: '', expected: '' };
        cases.push(current);
      }
      current.sql += `${line}\n`;
    }
  });
  return cases;
}

/** A reply of query.run as a case writes it. */
export function outcomeText(reply) {
  if (!reply.ok) return `error: ${reply.errors[0].code}\n`;
  const { columns, rows } = reply.result.outcome;
  const row = (index) => columns.map(({ cells }) => cells[index] ?? 'NULL').join(' | ');
  return Array.from({ length: rows }, (_, index) => `${row(index)}\n`).join('');
}
