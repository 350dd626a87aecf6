// Search, new map, import, and the way to the bin.
import { FilePlus2, Search, Trash2, Upload, X } from "lucide-react";
import { Button as AriaButton, FileTrigger, Input, SearchField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { problemSentence } from "../app/problemSentence.ts";
import { useMayHere } from "../people/useMayHere.ts";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/toast.ts";
import { useImportMap } from "./mapQueries.ts";
import styles from "./StartPageTools.module.css";

export interface StartPageToolsProps {
  search: string;
  onSearch: (search: string) => void;
  onNew: () => void;
  /** Nothing can be made or imported then. */
  isOffline: boolean;
}

export function StartPageTools({ search, onSearch, onNew, isOffline }: StartPageToolsProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const importMap = useImportMap();
  const mayCreate = useMayHere("maps.create");
  const mayImport = useMayHere("maps.import");
  const take = (file: File) =>
    importMap.mutate(file, {
      onSuccess: (map) => {
        toast({ text: t("maps.imported", { title: map.title }) });
        navigate(`/karte/${map.id}`);
      },
      onError: (error) => toast({ text: problemSentence(error, t), tone: "danger" }),
    });
  return (
    <div className={styles.tools}>
      <SearchField
        className={styles.search ?? ""}
        aria-label={t("maps.search")}
        value={search}
        onChange={onSearch}
      >
        <Search className={styles.glass} aria-hidden="true" />
        <Input className={styles.input ?? ""} placeholder={t("maps.search")} />
        <AriaButton className={styles.clear ?? ""} aria-label={t("maps.clearSearch")}>
          <X aria-hidden="true" />
        </AriaButton>
      </SearchField>
      {mayCreate ? (
        <Link href="/papierkorb" className={styles.bin ?? ""}>
          <Trash2 size={18} aria-hidden="true" />
          {t("maps.bin")}
        </Link>
      ) : null}
      {mayImport ? (
        <FileTrigger
          acceptedFileTypes={["application/json", ".json"]}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) take(file);
          }}
        >
          <Button
            icon={<Upload size={18} />}
            isDisabled={isOffline}
            isPending={importMap.isPending}
          >
            {t("maps.import")}
          </Button>
        </FileTrigger>
      ) : null}
      {mayCreate ? (
        <Button
          variant="primary"
          icon={<FilePlus2 size={18} />}
          onPress={onNew}
          isDisabled={isOffline}
        >
          {t("maps.new")}
        </Button>
      ) : null}
    </div>
  );
}
