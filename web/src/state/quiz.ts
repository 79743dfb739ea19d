// A quiz's answer file, {"choices": [keys]}, read and written in one place.

export function writeChoices(choices: readonly string[]): string {
  return `${JSON.stringify({ choices })}\n`;
}

/** What is not such a file holds no choice. */
export function readChoices(text: string | null): readonly string[] {
  if (text === null) return [];
  try {
    const { choices } = JSON.parse(text) as { choices?: unknown };
    return Array.isArray(choices) ? choices.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

export function toggleChoice(
  choices: readonly string[],
  key: string,
  mode: 'single' | 'multiple',
): readonly string[] {
  if (mode === 'single') return [key];
  return choices.includes(key) ? choices.filter((other) => other !== key) : [...choices, key];
}
