// What the bar says about saving, for every state of a session.
import { expect, it } from "vitest";
import { endingOf } from "../../client/app/endings.ts";
import { saveStateName } from "../../client/app/saveSentence.ts";
import type { SessionStatus } from "../../client/map/session/MapSession.ts";
import { CLOSE, isTerminal } from "#shared/protocol/closeCodes.ts";

const live: SessionStatus = {
  phase: "live",
  ended: null,
  waiting: 0,
  unsendable: 0,
  outdated: 0,
  savedAt: null,
  storeFailing: false,
  outboxFailing: false,
  waitingComments: 0,
};

it("CO-64: a comment that waits is not hidden behind 'saved'", () => {
  const waiting = { ...live, waitingComments: 1 };
  expect(saveStateName(waiting)).toBe("saving");
  expect(saveStateName({ ...waiting, phase: "offline" })).toBe("offline");
  expect(saveStateName({ ...waiting, phase: "offline", outboxFailing: true })).toBe("failing");
});

it("SP-10: saved is said only when nothing waits and the server is there", () => {
  expect(saveStateName(live)).toBe("saved");
  expect(saveStateName({ ...live, waiting: 1 })).toBe("saving");
  expect(saveStateName({ ...live, phase: "offline" })).toBe("offline");
  expect(saveStateName({ ...live, phase: "loading" })).toBe("offline");
});

it("SP-10: what fails is said before what waits", () => {
  expect(saveStateName({ ...live, waiting: 2, storeFailing: true })).toBe("failing");
  expect(saveStateName({ ...live, phase: "offline", waiting: 2, outboxFailing: true })).toBe(
    "failing",
  );
  // Nothing to lose, or the server has it anyway.
  expect(saveStateName({ ...live, phase: "offline", outboxFailing: true })).toBe("offline");
  expect(saveStateName({ ...live, waiting: 1, outboxFailing: true })).toBe("saving");
});

it("SP-15: every terminal close has an ending of its own", () => {
  // After `outdatedCopy` the map begins anew by itself (VE-115).
  const codes = Object.values(CLOSE).filter(
    (code) => isTerminal(code) && code !== CLOSE.outdatedCopy,
  );
  const names = codes.map((code) => endingOf(code).name);
  expect(new Set(names).size).toBe(codes.length);
  expect(names).not.toContain("unknown");
  expect(endingOf(4499).name).toBe("unknown");
});
