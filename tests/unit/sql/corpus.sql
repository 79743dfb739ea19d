-- One statement a line; lines that begin with two dashes are headings. The tables are those of twin.cc.

-- Literals and names
SELECT 1, 1.5, .5, 1., 1e3, 1.5E-3, 2e+1, 0x1F, 0XAB, 9223372036854775807, 9223372036854775808
SELECT 1_000, 1_0.2_5, 1_0e1_0, 0xFF_FF
SELECT 'text', 'it''s', '', 'say "x"', x'', x'00ff', X'AB12'
SELECT NULL, TRUE, false, True IS 1, CURRENT_DATE IS NULL, current_time IS NULL, CURRENT_TIMESTAMP IS NULL
SELECT "id", `id`, [id], 'orders'.id, orders."id", "main"."orders"."id", main.orders.id FROM orders
SELECT id AS 'first one', id AS "second ""one""", id AS [third one], id AS `fourth ``one```, id 'bare text', id "bare name", id bare FROM orders
SELECT "select", "a b", [a b], `o'clock`, "say ""hi""" FROM "odd names"
SELECT 'odd names'."select" FROM 'odd names'
SELECT o.rowid, o._rowid_, o.oid, rowid FROM orders o
SELECT id AS first, id AS key, id AS temp, id AS row, id AS view, id abort, id end, id query, id plan FROM orders
SELECT id AS left, id AS cross, id AS indexed, id AS natural, id AS over, id AS filter, id AS window FROM orders
SELECT over, filter, window FROM (SELECT 1 AS over, 2 AS filter, 3 AS window)
SELECT (id) over, max(id) filter, count(*) window FROM orders
SELECT left.id FROM orders AS left
SELECT left, "right", [outer] FROM (SELECT 1 AS left, 2 AS "right", 3 AS outer)
SELECT k.desc, k.asc, k.like, k."group" FROM (SELECT 1 AS desc, 2 AS asc, 3 AS like, 4 AS "group") AS k
SELECT k.cast, k.current_date, k.raise FROM (SELECT 1 AS "cast", 2 AS "current_date", 3 AS "raise") k
SELECT replace('abc', 'b', 'x'), like('a%', 'abc'), glob('a*', 'abc'), if(1, 2, 3), iif(0, 2, 3)
SELECT "max"(id), [min](id), `count`(*) FROM orders
SELECT "true", "false" FROM (SELECT 1 AS "true", 0 AS "false")
SELECT naïve, größe FROM (SELECT 1 AS naïve, 2 AS "größe")
SELECT a$b FROM (SELECT 1 AS a$b)
SELECT/* a comment */1--and another
SELECT 1 /* a comment that never ends
SELECT ?, ?1, ?2, :name, @name, $name

-- Operators
SELECT 1 + 2 * 3 - 4 / 5 % 6, (1 + 2) * 3, 1 - (2 - 3), 1 - 2 - 3, 8 / (4 / 2), 8 / 4 / 2
SELECT 1 || 2 || 3, 1 || (2 || 3), 'a' || 1 + 2, ('a' || 1) + 2, -'3' || 4, -('3' || 4)
SELECT 1 | 2 & 3, 1 << 2 + 1, (1 << 2) + 1, 1 & 2 = 2, 1 & (2 = 2), 7 >> 1 | 8
SELECT - - 1, + - 1, -+1, ~1, ~-1, -~1, ~~1, - -id, NOT NOT 1, NOT -1, -NOT 1 FROM orders
SELECT 1 < 2 < 3, 1 < (2 < 3), 1 = 2 = 0, 1 = (2 = 0), 1 < 2 = 1, 1 = 1 < 2, 1 == 1, 1 != 2, 1 <> 2, 2 >= 1, 2 <= 1, 2 > 1
SELECT 1 OR 0 AND 0, (1 OR 0) AND 0, NOT 1 OR 1, NOT (1 OR 1), NOT 1 AND 0, NOT (1 AND 0), NOT 1 = 2, (NOT 1) = 2
SELECT 1 + NOT 1 = 2, 0 = NOT 1 = 2, 1 AND NOT 0 OR NOT 1
SELECT NULL IS NULL, 1 IS NOT NULL, 1 ISNULL, 1 NOTNULL, 1 NOT NULL, NULL ISNULL, NULL NOT NULL
SELECT 1 = NULL ISNULL, 1 = (NULL ISNULL), 1 < 2 ISNULL, 1 ISNULL < 2, 1 ISNULL = 0, NOT 1 ISNULL, NOT 1 NOT NULL, (NOT 1) ISNULL
SELECT 1 IS 1, 1 IS NOT 2, 1 IS NOT DISTINCT FROM 1, 1 IS DISTINCT FROM 1, 1 IS (NOT 2), 1 IS NOT NOT 2, 1 IS TRUE, 1 IS NOT FALSE, NULL IS NOT TRUE
SELECT 1 IS 1 = 1, 1 IS (1 = 1), 1 IS NULL = 0, 1 IS NULL < 1, 1 IS NOT NULL + 1, 1 IS NOT 2 = 1
SELECT 5 BETWEEN 1 AND 10, 5 NOT BETWEEN 1 AND 10, 5 BETWEEN 1 AND 10 AND 0, 5 BETWEEN (1 AND 0) AND 10, 5 BETWEEN 1 = 1 AND 10
SELECT 1 BETWEEN 0 AND 2 BETWEEN 0 AND 1, 1 BETWEEN (0 BETWEEN 0 AND 0) AND 2, 1 = 1 BETWEEN 0 AND 1, 1 = (1 BETWEEN 0 AND 1)
SELECT NOT 1 BETWEEN 0 AND 2, 1 BETWEEN NOT 1 AND 2, 2 BETWEEN 1 AND 3 = 1, 2 BETWEEN 1 AND (3 = 1), 2 BETWEEN 1 AND 3 OR 0
SELECT 1 IN (1, 2), 1 NOT IN (1, 2), 1 IN (), 1 IN (SELECT id FROM orders), 1 NOT IN (SELECT 2), 1 IN (VALUES (1), (2)), 1 IN ((SELECT 1)), (1, 2) IN (SELECT 1, 2), (1, 2) IN (VALUES (1, 2))
SELECT 1 IN (1) = 1, 1 IN (1) IN (1), NOT 1 IN (2), 1 + 1 IN (2), 1 IN (SELECT id FROM orders) AND 0, 'a' IN ('b', 'a') || 'x'
SELECT id FROM orders WHERE id IN few
SELECT id FROM orders WHERE id NOT IN main.few
SELECT 1 IN json_each('[1,2]'), id IN main.few FROM orders
SELECT 'abc' LIKE 'A%', 'abc' NOT LIKE 'b%', 'a%c' LIKE 'a!%c' ESCAPE '!', 'abc' NOT LIKE 'a!%c' ESCAPE '!' || '', 'abc' GLOB 'a*', 'abc' NOT GLOB 'b*'
SELECT 'abc' LIKE 'a' || '%', 'abc' LIKE 'abc' = 1, 1 = 'a' LIKE 'a', 1 = ('a' LIKE 'a'), NOT 'a' LIKE 'b', 'a' LIKE 'b' OR 1, 'a' LIKE ('b' OR 1)
SELECT 'a' REGEXP 'b'
SELECT 'a' NOT REGEXP 'b' AND 1
SELECT 'a' MATCH 'b', 'a' NOT MATCH 'b'
SELECT 'a' = 'A' COLLATE NOCASE, 'a' COLLATE NOCASE = 'A', 'a' || 'b' COLLATE NOCASE = 'AB', ('a' || 'b') COLLATE "nocase" = 'AB', -1 COLLATE binary COLLATE rtrim
SELECT name COLLATE nocase, name COLLATE 'binary' FROM customers
SELECT CASE WHEN 1 THEN 2 END, CASE 1 WHEN 1 THEN 'a' WHEN 2 THEN 'b' ELSE 'c' END, CASE WHEN 0 THEN 1 ELSE CASE 2 WHEN 2 THEN 3 END END + 1
SELECT CASE id = 1 WHEN TRUE THEN 'one' ELSE 'more' END AS size, -CASE id WHEN 1 THEN 2 END FROM orders
SELECT CAST(1 AS text), CAST('12' AS INTEGER) + 1, CAST(1.5 AS DECIMAL(10, 2)), CAST(1 AS VARYING CHARACTER(255)), CAST(1 AS ), CAST('x' AS "my type"), CAST(1 AS a(-1)), CAST(1 AS long key first)
SELECT body -> '$.a', body ->> '$.a', body -> 'b' ->> 0, body ->> 'a' || 'x', body ->> ('a' || ''), -body ->> 'a' FROM docs
SELECT (1, 2) = (1, 2), (1, 2) < (1, 3), (1, 2) IS (1, 2), (1, 2, 3) = (SELECT 1, 2, 3), ((1)), (((1 + 2)))
SELECT (SELECT 1), (SELECT max(id) FROM orders) + 1, EXISTS (SELECT 1), NOT EXISTS (SELECT 1 WHERE 0), EXISTS (VALUES (1)), (VALUES (1)), (WITH a AS (SELECT 1) SELECT * FROM a)
SELECT 1 WHERE (1, 2) BETWEEN (1, 1) AND (1, 3)
SELECT (((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))
SELECT 1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1

-- Calls
SELECT count(*), count(id), count(DISTINCT status), count(ALL id), sum(DISTINCT amount), total(amount) FROM orders
SELECT abs(-1), coalesce(NULL, 1), max(1, 2), random() IS NULL, length('abc'), substr('hello', 2, 3), nullif(1, 1)
SELECT group_concat(status, ', ' ORDER BY id DESC), group_concat(DISTINCT status ORDER BY status), string_agg(status, '-' ORDER BY status NULLS LAST, id DESC) FROM orders
SELECT count(*) FILTER (WHERE amount > 10), sum(amount) FILTER (WHERE status = 'paid' OR status IS NULL) FROM orders
SELECT id, row_number() OVER (), sum(amount) OVER (ORDER BY id), rank() OVER (PARTITION BY status ORDER BY amount DESC) FROM orders ORDER BY id
SELECT id, sum(amount) OVER (PARTITION BY status, customer_id ORDER BY id ROWS UNBOUNDED PRECEDING) FROM orders ORDER BY id
SELECT id, sum(amount) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM orders ORDER BY id
SELECT id, sum(amount) OVER (ORDER BY id ROWS 2 PRECEDING), sum(amount) OVER (ORDER BY id ROWS CURRENT ROW) FROM orders ORDER BY id
SELECT id, sum(amount) OVER (ORDER BY id RANGE BETWEEN 1 + 1 PRECEDING AND CURRENT ROW) FROM orders ORDER BY id
SELECT id, sum(amount) OVER (ORDER BY status GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) FROM orders ORDER BY id
SELECT id, count(*) OVER (ORDER BY status RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) FROM orders ORDER BY id
SELECT id, count(*) OVER (ORDER BY status ROWS BETWEEN 2 FOLLOWING AND 3 FOLLOWING EXCLUDE GROUP), count(*) OVER (ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING EXCLUDE NO OTHERS) FROM orders ORDER BY id
SELECT id, count(*) FILTER (WHERE amount > 10) OVER (ORDER BY id), sum(amount) OVER w FROM orders WINDOW w AS (PARTITION BY status) ORDER BY id
SELECT id, sum(amount) OVER (w ORDER BY id), sum(amount) OVER (w), lag(id, 1, 0) OVER (base ROWS 1 PRECEDING) FROM orders WINDOW w AS (PARTITION BY status), base AS (w ORDER BY amount, id DESC NULLS LAST) ORDER BY 1
SELECT first_value(id) OVER win, nth_value(id, 2) OVER win, ntile(2) OVER win FROM orders WINDOW win AS (ORDER BY amount RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE NO OTHERS)
SELECT sum(amount) OVER ("my window") FROM orders WINDOW "my window" AS (ORDER BY id)
SELECT sum(amount) OVER 'w' FROM orders WINDOW 'w' AS (ORDER BY id)
SELECT json_group_array(id ORDER BY id DESC) FILTER (WHERE id > 1) FROM orders
SELECT id FROM orders ORDER BY sum(amount) OVER (ORDER BY id), id

-- FROM and joins
SELECT * FROM orders
SELECT orders.*, customers.name FROM orders, customers WHERE customers.id = customer_id ORDER BY orders.id
SELECT o.*, c.* FROM main.orders AS o JOIN main.customers c ON c.id = o.customer_id ORDER BY o.id
SELECT * FROM orders o INNER JOIN customers c ON c.id = o.customer_id AND c.city = 'Oslo' ORDER BY o.id
SELECT * FROM orders o LEFT JOIN customers c ON c.id = o.customer_id ORDER BY o.id
SELECT * FROM orders o LEFT OUTER JOIN customers c ON c.id = o.customer_id ORDER BY o.id
SELECT * FROM orders o RIGHT JOIN customers c ON c.id = o.customer_id ORDER BY c.id, o.id
SELECT * FROM orders o RIGHT OUTER JOIN customers c ON c.id = o.customer_id ORDER BY c.id, o.id
SELECT * FROM orders o FULL JOIN customers c ON c.id = o.customer_id ORDER BY o.id, c.id
SELECT * FROM orders o FULL OUTER JOIN customers c ON c.id = o.customer_id ORDER BY o.id, c.id
SELECT count(*) FROM orders CROSS JOIN customers
SELECT * FROM few NATURAL JOIN orders ORDER BY 1
SELECT * FROM few NATURAL LEFT JOIN orders ORDER BY 1
SELECT * FROM few NATURAL LEFT OUTER JOIN orders ORDER BY 1
SELECT * FROM few NATURAL FULL OUTER JOIN orders ORDER BY 1
SELECT * FROM few LEFT NATURAL JOIN orders ORDER BY 1
SELECT * FROM few NATURAL INNER JOIN orders ORDER BY 1
SELECT * FROM few NATURAL CROSS JOIN orders ORDER BY 1
SELECT * FROM few LEFT RIGHT JOIN orders USING (id) ORDER BY 1
SELECT * FROM few JOIN orders USING (id) ORDER BY 1
SELECT * FROM few AS f JOIN orders AS o USING (id) LEFT JOIN items USING ("order_id") ORDER BY 1
SELECT o.id FROM orders o JOIN items i ON i.order_id = o.id JOIN customers c ON c.id = o.customer_id WHERE i.quantity > 1 ORDER BY 1
SELECT o.id FROM orders o LEFT JOIN (items i JOIN customers c ON c.id = 1) ON i.order_id = o.id ORDER BY 1
SELECT * FROM (few JOIN orders USING (id)) ORDER BY 1
SELECT * FROM (few JOIN orders USING (id)) AS both ORDER BY 1
SELECT * FROM ((few)) ORDER BY 1
SELECT * FROM (few) AS f, ((SELECT 1 AS x)) ORDER BY 1
SELECT * FROM orders a, orders b ON a.id = b.id + 1 ORDER BY 1
SELECT * FROM orders AS a, few b JOIN few c ON b.id = c.id, (SELECT 1) ORDER BY 1, 2
SELECT s.total FROM (SELECT sum(amount) AS total FROM orders) AS s
SELECT * FROM (SELECT id FROM orders UNION SELECT 100 ORDER BY 1 LIMIT 3)
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v
SELECT column1 FROM (VALUES (1), (2)) v WHERE v.column1 > 1
SELECT value FROM json_each('[3,1,2]') ORDER BY value
SELECT j.key, j.value FROM docs AS d, json_each(d.body) j ORDER BY 1, 2
SELECT e.value FROM docs JOIN json_each(docs.body, '$.b') AS e ON e.value > 1 ORDER BY 1
SELECT * FROM json_each() LIMIT 1
SELECT name FROM pragma_table_info('few')
SELECT name FROM main.pragma_table_info('few') AS t
SELECT * FROM orders INDEXED BY orders_by_customer WHERE customer_id = 1 ORDER BY id
SELECT * FROM orders AS o INDEXED BY orders_by_customer WHERE customer_id = 1 ORDER BY id
SELECT * FROM orders NOT INDEXED WHERE customer_id = 1 ORDER BY id
SELECT * FROM orders o NOT INDEXED JOIN customers NOT INDEXED ON customers.id = o.customer_id ORDER BY o.id
SELECT t.id FROM orders 't' ORDER BY 1
SELECT first.id FROM orders first LEFT JOIN few last ON first.id = last.id ORDER BY 1
SELECT 1 FROM (WITH x AS (SELECT 1) SELECT * FROM x)

-- The other clauses
SELECT DISTINCT status FROM orders ORDER BY status
SELECT ALL status FROM orders ORDER BY id
SELECT DISTINCT o.status, o.customer_id FROM orders o ORDER BY 1, 2
SELECT id FROM orders WHERE amount > 10 AND status = 'paid' OR id = 1 ORDER BY id
SELECT status, count(*) AS n FROM orders GROUP BY status ORDER BY status
SELECT status, customer_id, sum(amount) FROM orders GROUP BY status, customer_id HAVING sum(amount) > 5 ORDER BY 1, 2
SELECT count(*) FROM orders HAVING count(*) > 1
SELECT status s FROM orders GROUP BY s HAVING s IS NOT NULL AND count(*) >= 1 ORDER BY s DESC
SELECT substr(placed_at, 1, 7) AS month, sum(amount) FROM orders GROUP BY substr(placed_at, 1, 7) ORDER BY month
SELECT id FROM orders ORDER BY amount ASC NULLS LAST, status DESC NULLS FIRST, id
SELECT name FROM customers ORDER BY name COLLATE NOCASE DESC, id ASC
SELECT id FROM orders ORDER BY -id, id + 1 DESC, CASE WHEN id > 2 THEN 0 ELSE 1 END
SELECT id FROM orders ORDER BY 1 LIMIT 2
SELECT id FROM orders ORDER BY 1 LIMIT 2 OFFSET 1
SELECT id FROM orders ORDER BY 1 LIMIT 1, 2
SELECT id FROM orders ORDER BY 1 LIMIT (SELECT 2) OFFSET 1 + 0
SELECT id FROM orders ORDER BY 1 LIMIT -1 OFFSET 2
SELECT id offset FROM orders ORDER BY 1 LIMIT 1
SELECT id FROM orders WHERE EXISTS (SELECT 1 FROM items WHERE items.order_id = orders.id) ORDER BY id
SELECT id FROM orders WHERE amount > (SELECT avg(amount) FROM orders) ORDER BY id
SELECT id, (SELECT name FROM customers WHERE id = customer_id) AS who FROM orders ORDER BY id
SELECT id FROM orders WHERE (customer_id, status) IN (SELECT id, 'paid' FROM customers) ORDER BY id

-- Compound queries, VALUES, WITH
SELECT 1 UNION SELECT 2 UNION ALL SELECT 2 EXCEPT SELECT 3 INTERSECT SELECT 2
SELECT id FROM orders UNION ALL SELECT id FROM few ORDER BY 1 DESC LIMIT 4
SELECT id, status FROM orders WHERE id < 3 UNION SELECT 9, 'x' ORDER BY 2, 1
SELECT 1 AS a, 2 AS b UNION SELECT 3, 4 ORDER BY b DESC, a LIMIT 1 OFFSET 1
SELECT * FROM few EXCEPT SELECT 1 ORDER BY 1
SELECT * FROM few INTERSECT SELECT 1
VALUES (1, 'a', NULL), (2, 'b', 1 + 1)
VALUES (1) UNION SELECT 2 ORDER BY 1 DESC
SELECT 1 UNION ALL VALUES (2), (3)
VALUES (1), (2) EXCEPT VALUES (2)
WITH a AS (SELECT 1 AS x) SELECT * FROM a
WITH a(x, y) AS (SELECT 1, 2), b AS (SELECT x + 1 AS z FROM a) SELECT * FROM a, b
WITH a AS MATERIALIZED (SELECT 1), b AS NOT MATERIALIZED (SELECT 2) SELECT * FROM a UNION ALL SELECT * FROM b
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n
WITH RECURSIVE n(i) AS (VALUES (1) UNION SELECT i + 1 FROM n LIMIT 3) SELECT sum(i) FROM n
WITH RECURSIVE tree(id, depth) AS (SELECT 1, 0 UNION ALL SELECT id + 1, depth + 1 FROM tree WHERE depth < 3 ORDER BY 2 DESC) SELECT * FROM tree
WITH a AS (WITH b AS (SELECT 1 AS x) SELECT * FROM b) SELECT * FROM a
WITH "odd cte"("odd column") AS (VALUES (1)) SELECT "odd column" FROM "odd cte"
WITH "recursive" AS (SELECT 1) SELECT * FROM recursive
WITH first AS (SELECT 1 AS last) SELECT last FROM first
WITH a AS (VALUES (1), (2)) VALUES (3) UNION SELECT * FROM a ORDER BY 1
SELECT * FROM (WITH a AS (SELECT 1 AS x) SELECT x FROM a) JOIN (SELECT 1 AS x) USING (x)

-- INSERT
INSERT INTO target VALUES (10, 20, 'x')
INSERT INTO target (a, c) VALUES (10, 'x'), (11, 'y')
INSERT INTO main.target AS t (a) SELECT id + 10 FROM orders
INSERT INTO target DEFAULT VALUES
INSERT INTO target (a) VALUES (10) RETURNING a, b AS "the b", *, a + 1
INSERT OR REPLACE INTO target (a) VALUES (1)
INSERT OR IGNORE INTO target (a) VALUES (1)
INSERT OR ABORT INTO target (a) VALUES (12)
INSERT OR FAIL INTO target (a) VALUES (13)
INSERT OR ROLLBACK INTO target (a) VALUES (14)
REPLACE INTO target (a, b) VALUES (1, 2)
INSERT INTO target (a) VALUES (1) ON CONFLICT DO NOTHING
INSERT INTO target (a, b) VALUES (1, 5) ON CONFLICT (a) DO UPDATE SET b = excluded.b, c = 'changed'
INSERT INTO target (a, b) VALUES (1, 5) ON CONFLICT (a) WHERE a > 0 DO UPDATE SET (b, c) = (excluded.b, 'y') WHERE target.b < 9 RETURNING b
INSERT INTO target (a, b) VALUES (1, 5) ON CONFLICT DO UPDATE SET b = b + 1
INSERT INTO target (a, b) VALUES (1, 5) ON CONFLICT (a) DO NOTHING ON CONFLICT DO UPDATE SET b == 1
INSERT INTO target (a) SELECT id FROM few WHERE TRUE ON CONFLICT DO NOTHING
INSERT INTO target (a) SELECT few.id FROM few JOIN orders ON few.id = orders.id ON CONFLICT DO NOTHING
INSERT INTO target (a) SELECT id FROM few GROUP BY id ON CONFLICT (a COLLATE binary ASC) DO NOTHING RETURNING *
WITH x AS (SELECT 50 AS n) INSERT INTO target (a) SELECT n FROM x
WITH x AS (SELECT 50 AS n) INSERT INTO target (a) WITH y AS (SELECT n + 1 AS m FROM x) SELECT m FROM y RETURNING *
INSERT INTO target (a) VALUES (40) UNION SELECT 41 ORDER BY 1

-- UPDATE and DELETE
UPDATE target SET b = b + 1
UPDATE target SET b = 1, c = 'z' WHERE a = 1
UPDATE main.target AS t SET (b, c) = (SELECT 5, 'q') WHERE t.a IN (1, 2)
UPDATE target SET (b) = 3 WHERE a = 2 RETURNING a, b
UPDATE OR IGNORE target SET a = 1
UPDATE OR REPLACE target INDEXED BY target_by_b SET c = 'r' WHERE b = 7
UPDATE target NOT INDEXED SET c = 's' WHERE b = 7
UPDATE target SET c = o.status FROM orders AS o LEFT JOIN customers ON customers.id = o.customer_id WHERE o.id = target.a
WITH x AS (SELECT 1 AS n) UPDATE target SET b = (SELECT n FROM x) RETURNING *
DELETE FROM target
DELETE FROM target WHERE a = 1
DELETE FROM main.target AS t WHERE t.a = 1 RETURNING t.a
DELETE FROM target INDEXED BY target_by_b WHERE b = 7
DELETE FROM target NOT INDEXED WHERE b = 7
WITH x AS (SELECT 1 AS n) DELETE FROM target WHERE a IN (SELECT n FROM x) RETURNING a AS gone

-- CREATE and DROP
CREATE TABLE t (a)
CREATE TABLE IF NOT EXISTS main.t (a INTEGER PRIMARY KEY, b TEXT NOT NULL, c)
CREATE TEMP TABLE t (a INT)
CREATE TEMPORARY TABLE IF NOT EXISTS t (a INT)
CREATE TABLE t (a INTEGER PRIMARY KEY ASC ON CONFLICT REPLACE AUTOINCREMENT, b REAL UNIQUE ON CONFLICT IGNORE, c NULL ON CONFLICT FAIL)
CREATE TABLE t (a INTEGER PRIMARY KEY DESC, b VARCHAR(10) NOT NULL ON CONFLICT ABORT, c DECIMAL(10, -2), d UNSIGNED BIG INT, e DOUBLE PRECISION)
CREATE TABLE t (a INT DEFAULT 1, b DEFAULT -1.5, c DEFAULT + 2, d DEFAULT 'x', e DEFAULT NULL, f DEFAULT (1 + 2), g DEFAULT CURRENT_TIMESTAMP, h DEFAULT TRUE, i DEFAULT word, j DEFAULT x'00', k DEFAULT "quoted")
CREATE TABLE t (a INT CHECK (a > 0), b TEXT COLLATE NOCASE DEFAULT 'x' CHECK (length(b) < 5), c INT CONSTRAINT named NOT NULL CONSTRAINT other UNIQUE)
CREATE TABLE t (a INT REFERENCES customers, b INT REFERENCES customers (id) ON DELETE CASCADE ON UPDATE SET NULL MATCH FULL DEFERRABLE INITIALLY DEFERRED)
CREATE TABLE t (a INT REFERENCES customers (id) ON DELETE SET DEFAULT ON UPDATE RESTRICT NOT DEFERRABLE INITIALLY IMMEDIATE, b REFERENCES customers ON DELETE NO ACTION ON INSERT CASCADE NOT NULL DEFERRABLE)
CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (a + 1) STORED, c AS (a * 2), d TEXT AS (a || 'x') VIRTUAL, e GENERATED ALWAYS AS (a))
CREATE TABLE t (a INT, b INT, PRIMARY KEY (a, b DESC), UNIQUE (b) ON CONFLICT REPLACE, CHECK (a < b), CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES items (order_id, quantity) ON DELETE CASCADE DEFERRABLE)
CREATE TABLE t (a INT, b INT, CONSTRAINT one PRIMARY KEY (a COLLATE NOCASE) ON CONFLICT FAIL CONSTRAINT two UNIQUE (b), CONSTRAINT three CHECK (b > 0) ON CONFLICT IGNORE)
CREATE TABLE t (a INTEGER, PRIMARY KEY (a AUTOINCREMENT))
CREATE TABLE t (a INT CONSTRAINT lonely, CONSTRAINT alone)
CREATE TABLE t (a INT NOT NULL, b TEXT) STRICT
CREATE TABLE t (a INT PRIMARY KEY) WITHOUT ROWID
CREATE TABLE t (a INT PRIMARY KEY, b ANY) STRICT, WITHOUT ROWID
CREATE TABLE "odd table" ("odd column" "odd type", 'text column' 'text type', [key] first key, "primary" INT)
CREATE TABLE t AS SELECT id, amount * 2 AS twice FROM orders
CREATE TABLE IF NOT EXISTS t AS WITH a AS (SELECT 1 AS x) SELECT x FROM a UNION SELECT 2
CREATE TABLE t AS VALUES (1, 2)
CREATE VIEW v AS SELECT id FROM orders
CREATE VIEW IF NOT EXISTS main.v (x, y) AS SELECT id, status FROM orders WHERE amount > 1
CREATE TEMP VIEW v AS VALUES (1), (2)
CREATE INDEX i ON orders (status)
CREATE UNIQUE INDEX IF NOT EXISTS main.i ON orders (id DESC, status COLLATE NOCASE ASC) WHERE amount IS NOT NULL
CREATE INDEX i ON customers (lower(name), city || 'x', id + 1)
DROP TABLE few
DROP TABLE IF EXISTS main.few
DROP VIEW IF EXISTS missing
DROP INDEX orders_by_customer
DROP INDEX IF EXISTS main.orders_by_customer
DROP TRIGGER IF EXISTS missing
