// The audit log, page by page, of one map or of the whole installation.
import { infiniteQueryOptions } from "@tanstack/react-query";
import { auditSchema } from "#shared/access/api.ts";
import { askServer } from "../app/askServer.ts";

/** @param path where the log is: `/api/maps/<id>/audit` or `/api/admin/audit` */
export function auditQuery(path: string) {
  return infiniteQueryOptions({
    queryKey: ["audit", path],
    queryFn: ({ pageParam }) =>
      askServer(pageParam === null ? path : `${path}?before=${pageParam}`, auditSchema),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
}
