// The name of the one IndexedDB database with what this device keeps of maps (Outbox.ts). On its own, so that signing
// out can take it away without loading the map.
export const MAPS_DATABASE = "zukunftslandkarte";
