// Choices a person made on this device, kept in localStorage. Where storage is forbidden they last as long as the page.

/** @returns what was chosen, if it is still a valid choice. */
export function readChoice<T extends string>(
  key: string,
  isValid: (value: unknown) => value is T,
): T | null {
  const value = readText(key);
  return isValid(value) ? value : null;
}

export function writeChoice(key: string, value: string): void {
  writeText(key, value);
}

/** `null` when nothing is kept or nothing can be read. */
export function readText(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @returns whether it could be kept. */
export function writeText(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Where storage is forbidden there is nothing to remove. */
export function removeText(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}
