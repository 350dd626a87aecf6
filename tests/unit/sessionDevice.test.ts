// A device that keeps one waiting instead of keeping something.
import type { IDBPDatabase } from "idb";
import { expect, it } from "vitest";
import { DeviceDatabase } from "../../client/map/session/DeviceDatabase.ts";

it("HO-11: a database that does not open in time is as good as none, for reading, writing and leaving; once it has opened it is used", async () => {
  const { promise: opening, resolve } = Promise.withResolvers<IDBPDatabase>();
  let opened = 0;
  let closed = 0;
  const open = () => {
    opened += 1;
    return opening;
  };
  const device = new DeviceDatabase<unknown>(open, 30);
  await expect(device.run(() => Promise.resolve("kept"))).rejects.toThrow();
  await expect(device.run(() => Promise.resolve("kept"))).rejects.toThrow();
  const left = new DeviceDatabase<unknown>(open, 30);
  await expect(left.run(() => Promise.resolve("kept"))).rejects.toThrow();
  await left.close();
  expect(closed).toBe(0);

  resolve({ close: () => (closed += 1) } as unknown as IDBPDatabase);
  expect(await device.run(() => Promise.resolve("kept"))).toBe("kept");
  expect(opened).toBe(2);
  // The one that was left is closed as soon as it has opened.
  expect(closed).toBe(1);
});
