// Class names put together; what is not there is left out.

/** @returns the given names joined by a space, without those that are `undefined` or `false`. */
export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
