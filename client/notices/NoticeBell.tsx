// The bell: how much is new for oneself, and the list of it. The same on every page; knows no map.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { useState } from "react";
import { DialogTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useSignedIn } from "../people/session.ts";
import { IconButton } from "../ui/IconButton.tsx";
import styles from "./NoticeBell.module.css";
import { NoticeList } from "./NoticeList.tsx";
import { noticesQuery } from "./noticeQueries.ts";

/** More are not counted out. */
const MAX_SHOWN = 99;

export function NoticeBell() {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const [isOpen, setOpen] = useState(false);
  const isIn = signedIn.is === "in" && signedIn.isSure;
  const { data } = useInfiniteQuery({ ...noticesQuery, enabled: isIn });
  if (signedIn.is !== "in") return null;
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton
        label={unread === 0 ? t("notices.title") : t("notices.titleNew", { count: unread })}
        icon={
          <span className={styles.bell}>
            <Bell />
            {unread === 0 ? null : (
              <span className={styles.count}>{unread > MAX_SHOWN ? `${MAX_SHOWN}+` : unread}</span>
            )}
          </span>
        }
      />
      <Popover className={styles.popover ?? ""} placement="bottom end" offset={6}>
        <NoticeList onClose={() => setOpen(false)} />
      </Popover>
    </DialogTrigger>
  );
}
