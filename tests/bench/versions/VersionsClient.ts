// What the bench asks the server of one map's versions, as its owner.
import { newId } from "#shared/map/ids.ts";

export class VersionsClient {
  readonly url: string;
  readonly map: string;
  readonly cookie: string;

  constructor(url: string, map: string, cookie: string) {
    this.url = url;
    this.map = map;
    this.cookie = cookie;
  }

  /** Asks for something below the map's address; throws unless it is done. */
  async ask(method: "GET" | "POST", path: string, body?: object): Promise<string> {
    const answer = await fetch(`${this.url}/api/maps/${this.map}${path}`, {
      method,
      headers: { "content-type": "application/json", origin: this.url, cookie: this.cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return text;
  }

  /** Saves a version, and answers its id. */
  async save(): Promise<string> {
    const id = newId();
    await this.ask("POST", "/versions", { id, name: "Bench" });
    return id;
  }
}
