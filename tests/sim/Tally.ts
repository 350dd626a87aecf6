// What happened in all simulated runs together, so that a test can say that something did.

export class Tally {
  runs = 0;
  edits = 0;
  conflicts = 0;
  partitions = 0;
  cuts = 0;
  crashes = 0;
  stops = 0;
  reopenedWithOutbox = 0;
  reopenedWithNothing = 0;
  serverEdits = 0;
  storeFull = 0;
  failedAppends = 0;
  lostAnswers = 0;
  failedLoads = 0;
  tornByCrash = 0;
  compactions = 0;
  boundClientIds = 0;
  lookedFor = 0;
}
