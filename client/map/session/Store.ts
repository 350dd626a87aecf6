// The smallest observable value: what React reads through useSyncExternalStore, and everything else without React.

export interface Readable<T> {
  get: () => T;
  /** Calls back after every change; returns how to stop. */
  subscribe: (listener: () => void) => () => void;
}

export class Listeners {
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  notify(): void {
    for (const listener of Array.from(this.#listeners)) listener();
  }
}

export class Value<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Listeners();

  constructor(value: T) {
    this.#value = value;
  }

  get = (): T => this.#value;

  subscribe = (listener: () => void): (() => void) => this.#listeners.subscribe(listener);

  /** The same value again is no change. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#listeners.notify();
  }
}

/** Listeners by key, for values of which each reader wants one: a node's content, a person's cursor. */
export class KeyedListeners<K> {
  readonly #byKey = new Map<K, Set<() => void>>();

  subscribe(key: K, listener: () => void): () => void {
    let listeners = this.#byKey.get(key);
    if (listeners === undefined) {
      listeners = new Set();
      this.#byKey.set(key, listeners);
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#byKey.get(key) === listeners) this.#byKey.delete(key);
    };
  }

  notify(key: K): void {
    const listeners = this.#byKey.get(key);
    if (listeners !== undefined) for (const listener of Array.from(listeners)) listener();
  }
}
