// The address of a link in a description.
import type { Editor } from "@tiptap/core";
import { useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isSafeHref } from "#shared/map/schema.ts";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./Inspector.module.css";

/** What people type is often an address without its beginning. */
function completed(text: string): string {
  const address = text.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  return address.includes("@") ? `mailto:${address}` : `https://${address}`;
}

export function AddressForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const { t } = useTranslation();
  const current: unknown = editor.getAttributes("link")["href"];
  const [address, setAddress] = useState(typeof current === "string" ? current : "");
  const [isWrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement | null>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <Form
      className={styles.newLink ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        const href = completed(address);
        if (!isSafeHref(href)) {
          setWrong(true);
          return;
        }
        editor.chain().focus().setAddress(href).run();
        onDone();
      }}
    >
      <TextField
        label={t("richText.address")}
        value={address}
        inputRef={input}
        error={isWrong ? t("richText.addressWrong") : undefined}
        onChange={(text) => {
          setWrong(false);
          setAddress(text);
        }}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" size="small">
          {t("richText.setLink")}
        </Button>
        {current === undefined || current === null ? null : (
          <Button
            size="small"
            onPress={() => {
              editor.chain().focus().unsetAddress().run();
              onDone();
            }}
          >
            {t("richText.removeLink")}
          </Button>
        )}
        <Button variant="quiet" size="small" onPress={onDone}>
          {t("inspector.cancel")}
        </Button>
      </div>
    </Form>
  );
}
