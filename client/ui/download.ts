// Hands a file to the person: the browser saves what lies at the address.

/** @param name only for addresses of this page (`blob:`); the server names its own files. */
export function download(address: string, name = ""): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

/** Saves what the page itself has made. */
export function downloadBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  download(address, name);
  // The click has been taken up by the time this task ends; the next one may take the address away.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
