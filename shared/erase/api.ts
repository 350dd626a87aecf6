// Requests and answers of /api/maps/:id/erasures: taking content out of a map, its past and its copies, for good.
import { z } from "#shared/schemaLanguage.ts";

const idsSchema = z.array(z.string().min(1).max(64)).max(5_000);

/** POST …/erasures, with `content.erase`: 202, and it goes on by itself. `confirm`: not by accident. */
export const eraseContentSchema = z
  .strictObject({ confirm: z.literal(true), nodes: idsSchema, links: idsSchema })
  .refine(({ nodes, links }) => nodes.length + links.length > 0);

/** The record: who erased how much, when, and of which ids. No content. */
export const erasureSchema = z.object({
  id: z.string(),
  begunAt: z.number().int(),
  /** null: still at it. */
  doneAt: z.number().int().nullable(),
  byId: z.string(),
  nodes: z.array(z.string()),
  links: z.array(z.string()),
});
export type ErasureRecord = z.infer<typeof erasureSchema>;

/** GET …/erasures: newest first. */
export const erasuresSchema = z.object({ erasures: z.array(erasureSchema) });
