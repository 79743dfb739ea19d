// The example files beside this one against the schemas that the standards publish. The schemas are
// not part of this repository: they are looked for in a folder beside the checkout, and so is a
// validator among the packages that the web app brings. Where one of them is missing, the tests say
// that they were skipped.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const schemas = join(root, '../shared/schemas');
const validator = join(root, 'web/node_modules/ajv');

const skip = !existsSync(schemas)
  ? 'skipped: the published schemas do not lie beside the checkout'
  : !existsSync(validator)
    ? 'skipped: the validator is not installed (npm ci in web/)'
    : false;

const read = (...path) => readFileSync(join(...path), 'utf8');
const readSchema = (...path) => JSON.parse(read(schemas, ...path));

/** Comments at the end of a line or on a line of their own; the examples have no // in their texts. */
const withoutComments = (text) => text.replace(/\/\/.*$/gm, '');

function validatorOf(draft) {
  const Ajv = createRequire(import.meta.url)(join(validator, `dist/${draft}.js`)).default;
  return new Ajv({ strict: false, validateFormats: false, allErrors: true });
}

const messages = (validate) =>
  (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`).join('\n');

/** The facets of an event, each with the schema that its _schemaURL names. */
function facetsOf(value) {
  if (value === null || typeof value !== 'object') return [];
  const mine = '_schemaURL' in value ? [value] : [];
  return [...mine, ...Object.values(value).flatMap(facetsOf)];
}

test('the example contract is valid ODCS', { skip }, () => {
  const validate = validatorOf('2019').compile(readSchema('odcs/odcs-json-schema-v3.1.0.json'));
  const contract = JSON.parse(withoutComments(read(here, 'shop.orders.odcs.jsonc')));
  assert.ok(validate(contract), messages(validate));
  contract.schema[0].columns = [];
  assert.ok(!validate(contract), 'an unknown key must not be valid');
});

test('the example events are valid OpenLineage, facet by facet', { skip }, () => {
  const ajv = validatorOf('2020');
  for (const name of readdirSync(join(schemas, 'openlineage/facets')))
    ajv.addSchema(readSchema('openlineage/facets', name));
  const validateEvent = ajv.compile(readSchema('openlineage/OpenLineage.json'));
  const lines = read(here, 'green_night.ndjson').trimEnd().split('\n');
  assert.equal(lines.length, 3);
  let facets = 0;
  for (const event of lines.map((line) => JSON.parse(line))) {
    assert.ok(validateEvent(event), messages(validateEvent));
    for (const facet of facetsOf(event)) {
      const validate = ajv.getSchema(facet._schemaURL);
      assert.ok(validate, `no published schema is called ${facet._schemaURL}`);
      assert.ok(validate(facet), `${facet._schemaURL}\n${messages(validate)}`);
      facets += 1;
    }
  }
  assert.equal(facets, 12);
  assert.ok(!validateEvent({ eventType: 'DONE' }), 'an event without a run must not be valid');
});

/** The keys of every table in engine/observe/odcs_shape.cc: { kPrice: ['id', ...], ... }. */
function keysInEngine() {
  const text = read(root, 'engine/observe/odcs_shape.cc');
  const tables = [...text.matchAll(/const(?:expr)? Key k(\w+)Keys\[\] = \{([\s\S]*?)\};/g)];
  return Object.fromEntries(
    tables.map(([, name, body]) => [
      name,
      [...body.matchAll(/\{"(\w+)"/g)].map((match) => match[1]).sort(),
    ]),
  );
}

test('the engine knows the keys of the standard, all of them and no others', { skip }, () => {
  const schema = readSchema('odcs/odcs-json-schema-v3.1.0.json');
  const defs = schema.$defs;
  const keysOf = (...parts) => parts.flatMap((part) => Object.keys(part.properties ?? {}));
  const published = {
    Contract: keysOf(schema),
    Table: keysOf(defs.SchemaElement, defs.SchemaObject),
    Property: [...keysOf(defs.SchemaElement, defs.SchemaBaseProperty), 'properties', 'items'],
    Definition: keysOf(defs.AuthoritativeDefinitions.items),
    CustomProperty: keysOf(defs.CustomProperty),
    Description: keysOf(schema.properties.description),
    Role: keysOf(defs.Role),
    Server: [
      ...keysOf(defs.Server),
      ...Object.values(defs.ServerSource).flatMap((server) => keysOf(server)),
    ],
    Member: keysOf(defs.TeamMember),
    Team: keysOf(defs.Team),
    Support: keysOf(defs.SupportItem),
    Price: keysOf(defs.Pricing),
    Sla: keysOf(defs.ServiceLevelAgreementProperty),
    TableRelation: keysOf(defs.RelationshipBase),
    ColumnRelation: keysOf(defs.RelationshipBase).filter((key) => key !== 'from'),
    AnyRule: keysOf(defs.DataQuality),
    LibraryRule: keysOf(defs.DataQualityLibrary),
    SqlRule: keysOf(defs.DataQualitySql),
    CustomRule: keysOf(defs.DataQualityCustom),
    Operator: defs.DataQualityOperators.oneOf.flatMap((one) => keysOf(one)),
  };
  const engine = keysInEngine();
  for (const [name, keys] of Object.entries(published))
    assert.deepEqual(engine[name], [...new Set(keys)].sort(), name);
});
