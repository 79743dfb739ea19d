// Who may include whom: downwards only. A folder may always include its own files. Adding a module means
// adding a line here, and thinking about where it stands.

export const cppLayers = {
  'engine/base': [],
  'engine/json': ['engine/base'],
  'engine/table': ['engine/base'],
  'engine/sql': ['engine/base'],
  'engine/kernel': ['engine/base', 'engine/json', 'engine/table'],
  'engine/pipeline': [
    'engine/base',
    'engine/json',
    'engine/table',
    'engine/sql',
    'engine/kernel',
    'engine/observe',
  ],
  'engine/observe': ['engine/base', 'engine/json', 'engine/table', 'engine/kernel'],
  'engine/runtime': [
    'engine/base',
    'engine/json',
    'engine/table',
    'engine/sql',
    'engine/kernel',
    'engine/observe',
    'engine/pipeline',
  ],
  // The truth is in here: nothing on the learner's side may look.
  'engine/world': ['engine/base', 'engine/json', 'engine/table', 'engine/kernel'],
  'engine/sqlite': ['engine/base', 'engine/table'],
  'engine/warehouse': ['engine/base', 'engine/table', 'engine/sql', 'engine/sqlite'],
  'engine/lesson': [
    'engine/base',
    'engine/json',
    'engine/table',
    'engine/sql',
    'engine/sqlite',
    'engine/warehouse',
  ],
  'engine/session': [
    'engine/base',
    'engine/json',
    'engine/table',
    'engine/sql',
    'engine/warehouse',
    'engine/lesson',
    'engine/runtime',
  ],
  grader: [
    'engine/base',
    'engine/json',
    'engine/table',
    'engine/sql',
    'engine/warehouse',
    'engine/lesson',
    'engine/session',
  ],
  'grader/abi': [
    'grader',
    'engine/base',
    'engine/json',
    'engine/table',
    'engine/sql',
    'engine/warehouse',
    'engine/lesson',
    'engine/session',
  ],
  // The command line goes through the door, so that every test of it also tests the door. It shares only
  // what requests and replies are made of: texts, results and JSON.
  'grader/cli': ['grader/abi', 'engine/base', 'engine/json'],
};

// Third-party headers that one folder hides from all others; its own unit tests may look too.
export const cppOwners = [
  { header: /^sqlite3/, owner: 'engine/sqlite', name: 'SQLite' },
  { header: /^nlohmann\//, owner: 'engine/json', name: 'nlohmann/json' },
  { header: /^xxhash/, owner: 'engine/base', name: 'xxHash' },
  { header: /^CLI\//, owner: 'grader/cli', name: 'CLI11' },
];

// view -> state -> core. `typesFrom` are folders of which only types may be imported.
export const webLayers = {
  core: { uses: [], typesFrom: [] },
  state: { uses: ['core'], typesFrom: [] },
  view: { uses: ['state'], typesFrom: ['core'] },
};
