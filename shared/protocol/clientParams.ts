// What this project's page says of itself in the address of a map's socket. The build writes it into the page, too, so
// that the socket can be opened before the scripts are there.
import { SCHEMA_VERSION } from "../map/schema.ts";
import { PARAM_EXTENSIONS, PARAM_SCHEMA } from "./messages.ts";

export const CLIENT_PARAMS: Readonly<Record<string, string>> = {
  [PARAM_SCHEMA]: String(SCHEMA_VERSION),
  [PARAM_EXTENSIONS]: "1",
};
