// What the server makes of the bytes of an awareness state, whichever way it takes: as they are, or written anew.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grant } from "#shared/protocol/presence.ts";
import { readPresenceReport } from "../../server/sync/presenceReport.ts";
import { stampedState, stampOf } from "../../server/sync/presenceState.ts";

const GRANT: Grant = {
  person: { id: "anika", name: "Anika Ö. \u{1F600}", colour: 2 },
  role: "commenter",
};
const WHOLE =
  '{"cursor":{"x":1,"y":-2.5e3},"selection":["abcdefgh1"],"editing":null,' +
  '"gesture":{"nodes":{"abcdefgh1":[1,2,3,4]}},"view":{"x":0,"y":0,"zoom":0.5}}';

function stamped(said: Uint8Array): unknown {
  const bytes = Buffer.concat(stampedState(said, stampOf(GRANT)));
  // As clients read it: broken UTF-8 throws.
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}

function expected(said: string): unknown {
  return { ...readPresenceReport(JSON.parse(said)), person: GRANT.person, role: GRANT.role };
}

const id = fc.constantFrom("abcdefgh1", "short", "__proto__", "ümlaut-id", "a".repeat(40));
const point = fc.record({ x: fc.double(), y: fc.double() }, { requiredKeys: [] });
const report = fc.record(
  {
    cursor: fc.oneof(
      point,
      fc.constant(null),
      fc.record({ x: fc.integer(), y: fc.integer(), z: id }),
    ),
    selection: fc.oneof(fc.array(id), fc.anything()),
    editing: fc.oneof(id, fc.constant(null)),
    gesture: fc.oneof(
      fc.constant(null),
      fc.record({ nodes: fc.dictionary(id, fc.array(fc.integer(), { maxLength: 5 })) }),
      fc.record({ nodes: fc.constant({}), more: fc.anything() }),
    ),
    view: fc.oneof(
      fc.constant(null),
      fc.record({ x: fc.integer(), y: fc.integer(), zoom: fc.double() }),
    ),
    person: fc.anything(),
    role: fc.constant("owner"),
  },
  { requiredKeys: [] },
);

describe("a state as others get it", () => {
  it("SY-17: whatever a client says of itself, others get the checked report and the server's stamp", () => {
    fc.assert(
      fc.property(fc.oneof(report, fc.jsonValue()), (state) => {
        const said = JSON.stringify(state);
        expect(stamped(Buffer.from(said))).toEqual(expected(said));
      }),
    );
  });

  it("SY-17: what is just as it should be goes out in its own words", () => {
    const said = Buffer.from(WHOLE);
    const [asItIs] = stampedState(said, stampOf(GRANT));
    expect(asItIs?.buffer).toBe(said.buffer);
    expect(stamped(said)).toEqual(expected(WHOLE));
  });

  it.each([
    ["a person of its own", WHOLE.replace("{", '{"person":{"id":"x"},')],
    ["a role behind the rest", WHOLE.replace(/\}$/, ',"role":"owner"}')],
    ["space behind it", `${WHOLE} \n`],
    ["a field twice", WHOLE.replace("{", '{"cursor":{"x":"evil"},')],
    ["nothing", "{}"],
    ["no object", "[1]"],
  ])("SY-13: %s does not get around the stamp", (_, said) => {
    expect(stamped(Buffer.from(said))).toEqual(expected(said));
  });

  it("SY-17: broken UTF-8 in a field that is overruled reaches nobody", () => {
    const said = Buffer.from(WHOLE.replace("{", '{"editing":"\u0001",'));
    said[said.indexOf(1)] = 0xff;
    expect(stamped(said)).toEqual(expected(WHOLE));
  });
});
