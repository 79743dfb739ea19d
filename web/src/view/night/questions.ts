// What was typed into the databases' consoles, for as long as the page lives.

import type { DatabaseName } from '../../core/night-protocol';

const starts: Readonly<Record<DatabaseName, string>> = {
  shop: 'SELECT *\nFROM orders\nLIMIT 20',
  warehouse: 'SELECT *\nFROM raw.orders\nLIMIT 20',
};

export class Questions {
  database: DatabaseName = 'warehouse';
  private readonly texts = new Map<DatabaseName, string>();

  of(database: DatabaseName): string {
    return this.texts.get(database) ?? starts[database];
  }

  keep(database: DatabaseName, text: string): void {
    this.texts.set(database, text);
  }
}

const byLesson = new Map<string, Questions>();

export function questionsOf(lesson: string): Questions {
  const known = byLesson.get(lesson) ?? new Questions();
  byLesson.set(lesson, known);
  return known;
}
