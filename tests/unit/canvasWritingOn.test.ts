// Keys that are pressed while the text they are meant for is taken away by somebody else.
import { describe, expect, it } from "vitest";
import { WritingOn } from "../../client/map/canvas/WritingOn.ts";

const key = (name: string, timeStamp: number, ctrlKey = false) => ({
  key: name,
  timeStamp,
  ctrlKey,
  metaKey: false,
});

function written(last = "a"): { writing: WritingOn; field: { isConnected: boolean } } {
  const writing = new WritingOn();
  const field = { isConnected: true };
  writing.typed(field, key(last, 1_000));
  field.isConnected = false;
  return { writing, field };
}

describe("who writes on after the text is gone", () => {
  it("CA-55: gives no commands, for as long as they do not pause", () => {
    const { writing } = written();
    for (const at of [1_100, 2_200, 3_300, 4_400]) expect(writing.isMeant(key("n", at))).toBe(true);
    expect(writing.isMeant(key("n", 6_500))).toBe(false);
    expect(writing.isMeant(key("n", 6_600))).toBe(false);
  });

  it("CA-55: is heard where they use the pointer, end the text themselves, or the text is there", () => {
    const pointed = written();
    pointed.writing.ended();
    expect(pointed.writing.isMeant(key("n", 1_100))).toBe(false);
    for (const last of ["Escape", "Enter", "Tab"]) {
      expect(written(last).writing.isMeant(key("n", 1_100))).toBe(false);
    }
    const there = written();
    there.field.isConnected = true;
    expect(there.writing.isMeant(key("n", 1_100))).toBe(false);
    expect(written().writing.isMeant(key("z", 1_100, true))).toBe(false);
  });
});
