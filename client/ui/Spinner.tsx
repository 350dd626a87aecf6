// Something is under way; what, is said by the text beside it.
import { LoaderCircle } from "lucide-react";
import styles from "./Spinner.module.css";

/** @param size in CSS pixels */
export function Spinner({ size = 20 }: { size?: number }) {
  return <LoaderCircle className={styles.spinner} size={size} aria-hidden="true" />;
}
