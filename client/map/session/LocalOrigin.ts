// The origin of every change this person makes. Changes with the same merge key that follow each other closely are
// one undo step (typing a title, holding an arrow key); without a key each change is a step of its own.

export class LocalOrigin {
  readonly mergeKey: string | null;

  constructor(mergeKey: string | null) {
    this.mergeKey = mergeKey;
  }
}
