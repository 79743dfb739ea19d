// What is wrong and what to do about it, as a person reads it: an error's message has no full stop of its own.

export function sentences(error: { readonly message: string; readonly remedy: string }): string {
  const message = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
  return `${message} ${error.remedy}`.trim();
}
