// The title of the browser's tab.
import { useEffect } from "react";

const PRODUCT = "Zukunftslandkarte";

/** `null` for the start page, which bears the product's name alone. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null || title === "" ? PRODUCT : `${title} · ${PRODUCT}`;
  }, [title]);
}
