// What the operator of this installation says about privacy and about themselves.
import { queryOptions } from "@tanstack/react-query";
import { operatorTextsSchema } from "#shared/people/api.ts";
import { askServer } from "../app/askServer.ts";

export const textsQuery = queryOptions({
  queryKey: ["texts"],
  queryFn: () => askServer("/api/texts", operatorTextsSchema),
  staleTime: 60_000,
});
