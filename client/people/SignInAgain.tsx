// The way back in for somebody whose session has ended on this page, and back to where they were.
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Button } from "../ui/Button.tsx";
import { signInAddress } from "./nextPath.ts";
import { askWhoIAm } from "./session.ts";

export function SignInAgain() {
  const { t } = useTranslation();
  const [path, navigate] = useLocation();
  const goThere = async (): Promise<void> => {
    // Known to be over before the other page asks: it leads whoever still counts as signed in straight back here.
    const answer = await askWhoIAm().catch(() => null);
    if (answer?.me === null) navigate(signInAddress(path));
    else location.reload();
  };
  return (
    <Button variant="primary" onPress={() => void goThere()}>
      {t("entry.signIn")}
    </Button>
  );
}
