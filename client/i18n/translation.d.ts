// Makes a key that is not in the German sentences an error of the compiler.
import type de from "./de.json";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof de };
    returnNull: false;
  }
}
