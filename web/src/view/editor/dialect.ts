import { SQLDialect, SQLite } from '@codemirror/lang-sql';

/**
 * SQLite's own keywords. The mode's list holds every word of the SQL standard, so that a column
 * called `month` would look like a keyword.
 */
const keywords = `abort action add after all alter always analyze and as asc attach autoincrement before
begin between by cascade case cast check collate column commit conflict constraint create cross current
current_date current_time current_timestamp database default deferrable deferred delete desc detach
distinct do drop each else end escape except exclude exclusive exists explain fail filter first
following for foreign from full generated glob group groups having if ignore immediate in index
indexed initially inner insert instead intersect into is isnull join key last left like limit match
materialized natural no not nothing notnull null nulls of offset on or order others outer over
partition plan pragma preceding primary query raise range recursive references regexp reindex release
rename replace restrict returning right rollback row rows savepoint select set table temp temporary
then ties to transaction trigger unbounded union unique update using vacuum values view virtual when
where window with without true false`;

/** Functions that a lesson is likely to need: SQLite's, and date_trunc of the engine. */
const functions = `abs avg coalesce count date date_trunc datetime dense_rank first_value format
group_concat iif instr julianday lag last_value lead length lower ltrim max min ntile nullif
percent_rank rank replace round row_number rtrim sign strftime substr sum time total trim typeof
unixepoch upper`;

const types = 'any blob boolean date integer numeric real text timestamp';

/** The mode wants its words one space apart. */
const words = (text: string) => text.replaceAll('\n', ' ');

export const dialect = SQLDialect.define({
  ...SQLite.spec,
  keywords: words(keywords),
  builtin: words(functions),
  types,
});
