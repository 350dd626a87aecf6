// zod as this project uses it. By itself zod compiles schemas with `new Function`, and tries whether it may by doing so:
// a breach of the content security policy on every page. It must be told before the first schema is made, which only an
// import can ensure: take `z` from here, not from "zod".
import { z } from "zod";

z.config({ jitless: true });

export { z };
