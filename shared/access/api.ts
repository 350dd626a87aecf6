// Requests and answers about who may enter a map: members, personal invitations, the open link, and the audit log.
import { roleSchema } from "#shared/access/policy.ts";
import { cleanName } from "#shared/cleanLine.ts";
import { mapIdSchema, personNameSchema, personSchema } from "#shared/maps/api.ts";
import { PERSON_KINDS, tokenSchema } from "#shared/people/api.ts";
import { z } from "#shared/schemaLanguage.ts";

export const DEFAULT_INVITATION_DAYS = 14;
const MAX_INVITATION_DAYS = 365;
/** What an inviting person says of the invited: organisation, perspective. */
export const MAX_ABOUT_INVITED_CHARS = 120;
export const MIN_LINK_PASSWORD_CHARS = 6;
export const MAX_LINK_PASSWORD_CHARS = 256;

/** What all members of the installation may do on a map without being named there. null: nothing. Never owner. */
export const teamRoleSchema = z.enum(["editor", "commenter", "viewer"]).nullable();
export type TeamRole = z.infer<typeof teamRoleSchema>;

/** Roles that an invitation or link can give: owners are made by name. */
export const invitedRoleSchema = z.enum(["editor", "commenter", "viewer"]);

export const invitationSchema = z.object({
  id: z.string(),
  name: z.string(),
  organisation: z.string(),
  perspective: z.string(),
  role: invitedRoleSchema,
  /** Only for those who may see addresses. */
  email: z.string().nullable(),
  createdAt: z.number().int(),
  expiresAt: z.number().int(),
  revokedAt: z.number().int().nullable(),
  /** null: any number. */
  maxUses: z.number().int().nullable(),
  uses: z.number().int(),
  /** Who came in by it. */
  people: z.array(personSchema),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** GET /api/maps/:id/access (everybody on the map; invitations, links and addresses only for `members.manage`). */
export const mapAccessSchema = z.object({
  mine: roleSchema,
  teamRole: teamRoleSchema,
  people: z.array(
    personSchema.extend({
      kind: z.enum(PERSON_KINDS),
      role: roleSchema,
      organisation: z.string(),
      perspective: z.string(),
      email: z.string().nullable(),
      /** By which invitation or link a guest came; null: named as a member. */
      invitationId: z.string().nullable(),
    }),
  ),
  invitations: z.array(invitationSchema),
  openLink: z
    .object({
      role: invitedRoleSchema,
      createdAt: z.number().int(),
      expiresAt: z.number().int(),
      hasPassword: z.boolean(),
      uses: z.number().int(),
    })
    .nullable(),
  /** Members of the installation who could be named here. */
  others: z.array(personSchema),
});
export type MapAccess = z.infer<typeof mapAccessSchema>;

/** PUT /api/maps/:id/members/:personId; DELETE takes the role away. The last owner stays: `last-owner`. */
export const giveRoleSchema = z.strictObject({ role: roleSchema });
/** PUT /api/maps/:id/team-role */
export const setTeamRoleSchema = z.strictObject({ role: teamRoleSchema });

const aboutInvitedSchema = z
  .string()
  .trim()
  .max(MAX_ABOUT_INVITED_CHARS)
  .transform((about) => cleanName(about, MAX_ABOUT_INVITED_CHARS));

/** POST /api/maps/:id/invitations */
export const inviteSchema = z.strictObject({
  name: personNameSchema,
  organisation: aboutInvitedSchema,
  perspective: aboutInvitedSchema,
  role: invitedRoleSchema.default("viewer"),
  days: z.number().int().min(1).max(MAX_INVITATION_DAYS).default(DEFAULT_INVITATION_DAYS),
  maxUses: z.number().int().min(1).max(1_000).nullable().default(null),
  email: z.email().max(254).nullable().default(null),
  /** Send the link by mail; needs an address and SMTP. */
  send: z.boolean().default(false),
  /** Language of the mail. */
  language: z.enum(["de", "en"]).default("de"),
});
export type Invite = z.input<typeof inviteSchema>;

/** The answer to an invitation made or renewed, and to PUT of the open link: the link is shown this once. */
export const linkAnswerSchema = z.object({
  id: z.string(),
  link: z.url(),
  expiresAt: z.number().int(),
  isSent: z.boolean(),
});

/** PATCH /api/maps/:id/invitations/:invitationId: another role, for those who came by it too. */
export const changeInvitationSchema = z.strictObject({ role: invitedRoleSchema });
/** POST /api/maps/:id/invitations/:invitationId/renew: a new link; the old one ends. DELETE revokes. */
export const renewSchema = z.strictObject({
  days: z.number().int().min(1).max(MAX_INVITATION_DAYS).default(DEFAULT_INVITATION_DAYS),
  send: z.boolean().default(false),
  language: z.enum(["de", "en"]).default("de"),
});

/** PUT /api/maps/:id/open-link; DELETE revokes it. */
export const openLinkSchema = z.strictObject({
  role: invitedRoleSchema.default("viewer"),
  days: z.number().int().min(1).max(MAX_INVITATION_DAYS).default(DEFAULT_INVITATION_DAYS),
  password: z
    .string()
    .min(MIN_LINK_PASSWORD_CHARS)
    .max(MAX_LINK_PASSWORD_CHARS)
    .nullable()
    .default(null),
});

/** POST /api/invitations/look: what this is an invitation to, without using it up. */
export const lookSchema = z.strictObject({ token: tokenSchema });
export const lookAnswerSchema = z.object({
  mapTitle: z.string(),
  invitedBy: z.string(),
  /** The name to confirm; empty for an open link. */
  name: z.string(),
  role: invitedRoleSchema,
  needsPassword: z.boolean(),
  expiresAt: z.number().int(),
});

/** POST /api/invitations/accept: a guest's session (or the signed-in person, who gets the role), and where to go. */
export const acceptSchema = z.strictObject({
  token: tokenSchema,
  name: personNameSchema,
  password: z.string().max(MAX_LINK_PASSWORD_CHARS).nullable().default(null),
  /** The privacy notice was shown and confirmed. */
  hasReadPrivacy: z.literal(true),
});
export const acceptAnswerSchema = z.object({ mapId: mapIdSchema });

export const AUDIT_ACTIONS = [
  "installation.owned",
  "session.begun",
  "session.refused",
  "member.invited",
  "member.joined",
  "member.changed",
  "person.erased",
  "map.created",
  "map.opened",
  "map.exported",
  "map.deleted",
  "map.undeleted",
  "map.imported",
  "access.changed",
  "access.removed",
  "invitation.made",
  "invitation.renewed",
  "invitation.changed",
  "invitation.revoked",
  "invitation.used",
  "link.made",
  "link.revoked",
  "comment.deleted",
  "content.erased",
  "version.saved",
  "version.restored",
  "version.deleted",
  "texts.changed",
  "audit.exported",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** GET /api/admin/audit?before=<id> (all) and GET /api/maps/:id/audit (one map, owners): newest first. Ids, no payloads. */
export const auditSchema = z.object({
  entries: z.array(
    z.object({
      id: z.number().int(),
      at: z.number().int(),
      action: z.enum(AUDIT_ACTIONS),
      actorId: z.string().nullable(),
      mapId: z.string().nullable(),
      subjectId: z.string().nullable(),
    }),
  ),
  /** Names of the people in `entries` that are still known, for those who may see them. */
  names: z.record(z.string(), z.string()),
  next: z.number().int().nullable(),
});
