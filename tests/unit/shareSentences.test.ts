// What the log and the invitations say, in both languages, without a page.
import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import de from "../../client/i18n/de.json" with { type: "json" };
import en from "../../client/i18n/en.json" with { type: "json" };
import { byteSize } from "../../client/i18n/sizes.ts";
import { AUDIT_KINDS, auditKind, auditSentence } from "../../client/share/auditSentence.ts";
import { invitationState } from "../../client/share/invitationState.ts";
import { AUDIT_ACTIONS } from "#shared/access/api.ts";

const NAMES = { a: "Anika Eigner", b: "Ben Achterberg" };

describe.each(["de", "en"])("%s", (language) => {
  let t: TFunction;
  beforeAll(async () => {
    const instance = i18next.createInstance();
    t = await instance.init({
      lng: language,
      resources: { de: { translation: de }, en: { translation: en } },
      interpolation: { escapeValue: false },
    });
  });

  it("AU-40: every action has a sentence with no blank left, and a kind", () => {
    const sentences = AUDIT_ACTIONS.map((action) =>
      auditSentence({ action, actorId: "a", subjectId: "b" }, NAMES, t),
    );
    for (const sentence of sentences) expect(sentence).not.toMatch(/\{\{|audit[.-]/);
    expect(new Set(sentences).size).toBe(AUDIT_ACTIONS.length);
    const kinds = new Set(AUDIT_ACTIONS.map((action) => auditKind({ action })));
    expect(kinds).toEqual(new Set(AUDIT_KINDS));
  });

  it("AU-40: whoever is no longer known is not named by an id", () => {
    const entry = { action: "access.removed", actorId: "gone", subjectId: "gone" } as const;
    expect(auditSentence(entry, NAMES, t)).not.toContain("gone");
    const byNobody = { action: "access.changed", actorId: null, subjectId: null } as const;
    expect(auditSentence(byNobody, NAMES, t)).not.toMatch(/null|undefined/);
  });
});

it.each([
  ["open", {}],
  ["used", { uses: 2 }],
  ["usedUp", { uses: 1, maxUses: 1 }],
  ["expired", { expiresAt: 999 }],
  ["expired", { expiresAt: 1_000, uses: 1 }],
  ["revoked", { revokedAt: 500, expiresAt: 999, uses: 1, maxUses: 1 }],
] as const)("IV-61: an invitation is %s", (state, changes) => {
  const invitation = { revokedAt: null, expiresAt: 2_000, uses: 0, maxUses: null, ...changes };
  expect(invitationState(invitation, 1_000)).toBe(state);
});

it("AU-43: sizes are said as people say them", () => {
  expect(byteSize(0, "de")).toBe("0 Byte");
  expect(byteSize(999, "de")).toBe("999 Byte");
  expect(byteSize(1_250, "de")).toBe("1,3 kB");
  expect(byteSize(67, "en")).toBe("67 bytes");
  expect(byteSize(48_200, "en")).toBe("48 kB");
  expect(byteSize(1_200_000, "en")).toBe("1.2 MB");
  expect(byteSize(5e12, "en")).toBe("5,000 GB");
});
