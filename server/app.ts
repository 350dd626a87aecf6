// Puts the server together and takes it apart again. The only place that knows all of its parts.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { newId } from "#shared/map/ids.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import type { Person } from "#shared/maps/api.ts";
import { openAccess } from "./access/openAccess.ts";
import { inviteRoutes } from "./admin/inviteRoutes.ts";
import { MemberList } from "./admin/MemberList.ts";
import { changeRoutes } from "./changes/changeRoutes.ts";
import { Visits } from "./changes/Visits.ts";
import { eraseRoutes } from "./erase/eraseRoutes.ts";
import { Eraser } from "./erase/Eraser.ts";
import { Restorer } from "./versions/Restorer.ts";
import { Touches } from "./changes/Touches.ts";
import { watchedBy } from "./changes/watchedBy.ts";
import { adminRoutes } from "./admin/routes.ts";
import { AuditLog } from "./audit/AuditLog.ts";
import { inProcessBus } from "./bus/inProcessBus.ts";
import { openComments } from "./comments/openComments.ts";
import { RenamedSpeakers } from "./comments/RenamedSpeakers.ts";
import { withoutTraces } from "./comments/withoutTraces.ts";
import type { Config } from "./config.ts";
import { HistoryThread } from "./history/HistoryThread.ts";
import { clientAddress } from "./http/clientAddress.ts";
import { HealthProbe } from "./http/health.ts";
import { httpApp } from "./http/httpApp.ts";
import { cutIdleClients } from "./http/idleClients.ts";
import { errorFields, type Log } from "./log.ts";
import { smtpMailer } from "./mail/smtpMailer.ts";
import { MapLibrary } from "./maps/MapLibrary.ts";
import { MapReader } from "./maps/MapReader.ts";
import { MapStore } from "./maps/MapStore.ts";
import { newMap } from "./maps/newMap.ts";
import { mapRoutes } from "./maps/routes.ts";
import { openNotices } from "./notices/openNotices.ts";
import { openPeople } from "./people/openPeople.ts";
import { Erasure } from "./people/privacy/Erasure.ts";
import { guestErasureRoutes, memberErasureRoutes } from "./people/privacy/erasureRoutes.ts";
import { originOf } from "./people/signInParts.ts";
import { waysToSignIn } from "./people/waysToSignIn.ts";
import { forgetOld } from "./retention/forgetOld.ts";
import { SoonScrubbed } from "./retention/SoonScrubbed.ts";
import { anchorReader } from "./states/anchorReader.ts";
import { AnchorTitles } from "./states/AnchorTitles.ts";
import { MapStates } from "./states/MapStates.ts";
import { NodeTitles } from "./states/NodeTitles.ts";
import { stateRoutes } from "./states/stateRoutes.ts";
import { openDatabase } from "./store/database.ts";
import { SqliteJournalStore } from "./store/SqliteJournalStore.ts";
import { Compactor } from "./sync/Compactor.ts";
import { Journal } from "./sync/Journal.ts";
import { RoomRegistry } from "./sync/RoomRegistry.ts";
import { SummaryWriter } from "./sync/SummaryWriter.ts";
import { realTime } from "./sync/Time.ts";
import { TurnEnd } from "./sync/TurnEnd.ts";
import { serveUpgrades } from "./sync/upgrade.ts";
import { AutoVersions } from "./versions/AutoVersions.ts";
import { openVersions } from "./versions/openVersions.ts";
import { Versions } from "./versions/Versions.ts";
import { textRoutes } from "./texts/routes.ts";
import { TextStore } from "./texts/TextStore.ts";

/** A handshake or request that takes longer to arrive is cut. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
const MAX_HEADER_BYTES = 8_192;

export interface App {
  /** Where it listens, with a slash at the end. */
  url: string;
  /** The link by which the first owner comes in; null: somebody owns this installation. */
  welcomeLink: string | null;
  /** Stops in good order: no new joins, everything on disk, sockets closed. */
  stop(): Promise<void>;
}

export async function startApp(config: Config, log: Log): Promise<App> {
  const database = await openDatabase(config.dataDir);
  const store = new SqliteJournalStore(database.connection, database.path);
  const turnEnd = new TurnEnd();
  const journal = new Journal(store, turnEnd, log);
  const summaries = new SummaryWriter(journal, realTime);
  const bus = inProcessBus();
  const compactor = new Compactor(store, log);
  const titles = new AnchorTitles({ db: database.db, bus, journal, time: realTime, log });
  const { db } = database;
  const audit = new AuditLog(db, log);
  const history = new HistoryThread(database.path);
  const states = new MapStates(db, history);
  const touches = new Touches({
    db,
    history,
    time: realTime,
    log,
    onMassChange: (mapId) => {
      const room = registry.get(mapId);
      if (room !== null) autoVersions.beforeMassChange(mapId, room.seq);
    },
  });
  const flushTouches = (mapId: string) => touches.flush(mapId);
  const visits = new Visits({ db, log });
  const versions = new Versions({ db, states, history, audit, bus, flushTouches });
  const autoVersions = new AutoVersions(versions, realTime, log);
  const registry = new RoomRegistry({
    store,
    journal,
    turnEnd,
    summaries,
    bus,
    time: realTime,
    compactor,
    activity: autoVersions,
    watch: watchedBy(titles.watch, touches.watch),
    log,
  });
  const maps = new MapStore(database.db);
  await maps.insertOnce("starter map laid out", () => ({
    ...newMap(newId(), starterMap("de"), null),
    teamRole: "editor",
  }));
  const speakers = new RenamedSpeakers({ db, bus, log });
  const onErased = (person: Person) => registry.renamed(person);
  const onChanged = (person: Person) => {
    registry.renamed(person);
    speakers.renamed(person.id);
  };
  const onSignedOut = (personId: string) =>
    bus.publish({ type: "rightsChanged", mapId: null, personId });
  const mailer = config.mail === null ? null : smtpMailer({ ...config.mail, log });
  const inside = await openPeople({ db, config, audit, log, onChanged, onSignedOut });
  const { people, cookie, sessions, sessionStore, welcome } = inside;
  const scrub = () => store.scrub();
  const scrubbing = new SoonScrubbed({ scrub, time: realTime, log });
  const erasure = new Erasure({ db, audit, bus, log, onErased, scrub });
  const { publicUrl } = config;
  const secure = publicUrl?.startsWith("https:") ?? false;
  let url = "";
  const clientAddressOf = (request: IncomingMessage) =>
    clientAddress(request, config.trustedProxies);
  const baseUrl = () => publicUrl ?? url.slice(0, -1);
  const waysIn = waysToSignIn({
    db,
    people,
    mailer,
    oidc: config.oidc,
    publicUrl,
    baseUrl,
    addressOf: clientAddressOf,
    signedIn: sessions,
    sessions: {
      begin: async (response, personId) => {
        response.append("Set-Cookie", cookie.set(await sessionStore.begin(personId)));
      },
      beginIf: async (response, personId, holds) => {
        const begun = await sessionStore.beginIf(personId, holds);
        if (begun !== null) response.append("Set-Cookie", cookie.set(begun));
        return begun !== null;
      },
      endAll: (personId) => sessionStore.endAll(personId),
      endOthers: (request, personId) => sessionStore.endAll(personId, cookie.read(request)),
    },
    erasure,
    clearCookie: () => cookie.clear(),
    note: (action, actorId) => audit.record({ action, actorId }),
    secure,
    log,
  });
  const originRule = { publicUrl };
  // A link goes to others, and by mail in this server's name: where it leads is not for a request's Host to say.
  const addressOf = publicUrl === null ? originOf(null) : () => publicUrl;
  const reader = new MapReader(registry, store, journal);
  const library = new MapLibrary({ maps, reader, registry, journal, bus, log });
  const access = openAccess({
    ...inside,
    db,
    bus,
    audit,
    log,
    mailer,
    clientAddressOf,
    onChanged,
    addressOf,
    hasMap: (mapId) => library.has(mapId),
  });
  const { grantFor, onMap, here, rolesOf } = access;
  const mapState = (mapId: string) => maps.state(mapId);
  const anchorNow = anchorReader(reader, states, log);
  const isLive = (mapId: string) => registry.get(mapId) !== null;
  const titlesNow = new NodeTitles({ db, reader, isLive, log }).now;
  const told = { db, bus, titlesNow };
  const notices = openNotices({ ...told, sessions, mailer, baseUrl, clientAddressOf, log });
  const onTalk = withoutTraces(notices.onTalk, () => scrubbing.ask());
  const kept = { db, registry, states, history, bus };
  const restorer = new Restorer({ ...kept, journal, flushTouches });
  const eraser = new Eraser({ ...kept, audit, compactor, restorer, titles, touches, log, scrub });
  const { invitations } = inside;
  const members = new MemberList({ db, audit, invitations });
  const inviting = { here, db, invitations, mailer, addressOf };
  const presentOn = (mapId: string) => registry.get(mapId)?.presence.people.length ?? 0;
  const clean = async () => {
    await library.emptyBin();
    await states.forgetUnused();
    await forgetOld(db, { now: Date.now(), auditMonths: config.auditMonths });
    await touches.fold(Date.now());
    await scrub();
  };
  await clean();
  const cleaning = setInterval(() => {
    clean().catch((error: unknown) => log.error(errorFields(error), "not cleaned up"));
  }, DAY_MS);
  cleaning.unref();
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: 2_000,
    },
    httpApp({
      health: new HealthProbe(store, journal),
      originRule,
      routes: [
        ...waysIn.routes,
        ...inside.routes,
        ...access.routes,
        ["/api/maps", mapRoutes({ library, audit, sessions, onMap, here, rolesOf })],
        ...openComments({ ...told, audit, onMap, onTalk, anchorNow, mapState, grantFor, store }),
        ["/api/maps", guestErasureRoutes({ onMap, db, erasure })],
        ["/api/maps", stateRoutes(onMap, states)],
        [
          "/api/maps",
          openVersions({ db, history, library, versions, restorer, audit, onMap, here }),
        ],
        ["/api/maps", eraseRoutes(onMap, eraser)],
        ["/api/maps", changeRoutes({ onMap, db, touches, visits })],
        ["/api/notices", notices.router],
        ["/api/admin/members", memberErasureRoutes(here, erasure)],
        ...textRoutes(new TextStore(db, audit), here),
        ["/api/admin/members/invitations", inviteRoutes(inviting)],
        ["/api/admin", adminRoutes({ here, db, audit, members, presentOn })],
      ],
      clientDir: config.clientDir,
      secure,
      log,
    }),
  );
  cutIdleClients(server);
  const refuseUpgrades = serveUpgrades(server, {
    registry,
    originRule,
    sessions,
    // Asked again and again while somebody is connected: a session that is over lets nobody stay.
    grantFor: async (who, mapId) => {
      const grant = (await sessionStore.holds(who.sessionId)) ? await grantFor(who, mapId) : null;
      if (grant !== null) audit.opened(who.person.id, mapId);
      return grant;
    },
    mapState,
    epochOf: (mapId) => maps.epochOf(mapId),
    visits,
    time: realTime,
    log,
  });
  database.startServing();
  url = await listen(server, config);
  history.warmUp();
  await eraser.resume();
  return {
    url,
    welcomeLink: welcome.key && `${baseUrl()}/willkommen#${welcome.key}`,
    stop: async () => {
      refuseUpgrades();
      clearInterval(cleaning);
      access.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await eraser.stop();
      await registry.stop();
      await autoVersions.stop();
      await visits.settled();
      await compactor.stop();
      server.closeAllConnections();
      await closed;
      await waysIn.settled();
      await notices.stop();
      await speakers.settled();
      await audit.flush();
      await scrubbing.stop();
      await history.close();
      await store.close();
      await database.close();
    },
  };
}

async function listen(server: Server, { host, port }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${name}:${address.port}/`;
}
