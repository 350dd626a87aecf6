// What an entry of the audit log says, as a sentence; and of which kind it is.
import type { TFunction } from "i18next";
import type { z } from "#shared/schemaLanguage.ts";
import type { AuditAction, auditSchema } from "#shared/access/api.ts";

export type AuditPage = z.infer<typeof auditSchema>;
export type AuditEntry = AuditPage["entries"][number];

export const AUDIT_KINDS = ["access", "maps", "people", "installation"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

interface Telling {
  key: `audit.${string}`;
  kind: AuditKind;
}

const TELLINGS = {
  "installation.owned": { key: "audit.installation-owned", kind: "installation" },
  "session.begun": { key: "audit.session-begun", kind: "people" },
  "session.refused": { key: "audit.session-refused", kind: "people" },
  "member.invited": { key: "audit.member-invited", kind: "people" },
  "member.joined": { key: "audit.member-joined", kind: "people" },
  "member.changed": { key: "audit.member-changed", kind: "people" },
  "person.erased": { key: "audit.person-erased", kind: "people" },
  "map.created": { key: "audit.map-created", kind: "maps" },
  "map.opened": { key: "audit.map-opened", kind: "maps" },
  "map.exported": { key: "audit.map-exported", kind: "maps" },
  "map.deleted": { key: "audit.map-deleted", kind: "maps" },
  "map.undeleted": { key: "audit.map-undeleted", kind: "maps" },
  "map.imported": { key: "audit.map-imported", kind: "maps" },
  "access.changed": { key: "audit.access-changed", kind: "access" },
  "access.removed": { key: "audit.access-removed", kind: "access" },
  "invitation.made": { key: "audit.invitation-made", kind: "access" },
  "invitation.renewed": { key: "audit.invitation-renewed", kind: "access" },
  "invitation.changed": { key: "audit.invitation-changed", kind: "access" },
  "invitation.revoked": { key: "audit.invitation-revoked", kind: "access" },
  "invitation.used": { key: "audit.invitation-used", kind: "access" },
  "link.made": { key: "audit.link-made", kind: "access" },
  "link.revoked": { key: "audit.link-revoked", kind: "access" },
  "comment.deleted": { key: "audit.comment-deleted", kind: "maps" },
  "content.erased": { key: "audit.content-erased", kind: "maps" },
  "version.saved": { key: "audit.version-saved", kind: "maps" },
  "version.restored": { key: "audit.version-restored", kind: "maps" },
  "version.deleted": { key: "audit.version-deleted", kind: "maps" },
  "texts.changed": { key: "audit.texts-changed", kind: "installation" },
  "audit.exported": { key: "audit.audit-exported", kind: "installation" },
} as const satisfies Record<AuditAction, Telling>;

export function auditKind({ action }: Pick<AuditEntry, "action">): AuditKind {
  return TELLINGS[action].kind;
}

/** @param names of people that are still known, by id */
export function auditSentence(
  { action, actorId, subjectId }: Pick<AuditEntry, "action" | "actorId" | "subjectId">,
  names: Readonly<Record<string, string>>,
  t: TFunction,
): string {
  const actor = actorId === null ? t("audit.somebody") : (names[actorId] ?? t("audit.erased"));
  const subject =
    subjectId === null ? t("audit.everybody") : (names[subjectId] ?? t("audit.somebodyElse"));
  return t(TELLINGS[action].key, { actor, subject });
}

/** Of people that are still known, by id. */
export function namesIn(pages: readonly AuditPage[]): Record<string, string> {
  return Object.fromEntries(pages.flatMap(({ names }) => Object.entries(names)));
}
