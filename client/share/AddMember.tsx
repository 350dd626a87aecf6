// A member of the installation, found by name, gets a role on the map.
import { ChevronDown, UserPlus } from "lucide-react";
import { useState } from "react";
import {
  Button as AriaButton,
  ComboBox,
  Form,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { MapAccess } from "#shared/access/api.ts";
import { type Role, ROLES } from "#shared/access/policy.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { classes } from "../ui/classes.ts";
import field from "../ui/Field.module.css";
import { toast } from "../ui/toast.ts";
import { useGiveRole } from "./accessQueries.ts";
import styles from "./AddMember.module.css";
import { RoleSelect } from "./RoleSelect.tsx";

export function AddMember({ mapId, others }: { mapId: string; others: MapAccess["others"] }) {
  const { t } = useTranslation();
  const give = useGiveRole(mapId);
  const [personId, setPersonId] = useState<string | null>(null);
  const [role, setRole] = useState<Role>("editor");
  const chosen = others.find(({ id }) => id === personId) ?? null;
  const add = (): void => {
    if (chosen === null) return;
    give.mutate(
      { personId: chosen.id, role },
      {
        onSuccess: () => {
          setPersonId(null);
          toast({ text: t("share.added", { name: chosen.name }) });
        },
        onError: (error) => toast({ text: problemSentence(error, t), tone: "danger" }),
      },
    );
  };
  return (
    <Form
      className={styles.form ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <ComboBox
        className={classes(field.field, styles.who)}
        selectedKey={personId}
        onSelectionChange={(key) => setPersonId(key === null ? null : String(key))}
        defaultItems={others}
        menuTrigger="focus"
        allowsEmptyCollection
      >
        <Label className={field.label}>{t("share.addMember")}</Label>
        <div className={styles.box}>
          <Input
            className={classes(field.input, styles.input)}
            placeholder={t("share.addMemberHint")}
          />
          <AriaButton className={styles.open ?? ""}>
            <ChevronDown size={18} aria-hidden="true" />
          </AriaButton>
        </div>
        <Popover className={field.popover ?? ""} offset={4}>
          <ListBox<MapAccess["others"][number]>
            className={field.list ?? ""}
            renderEmptyState={() => (
              <p className={styles.nobody}>
                {t(others.length === 0 ? "share.allNamed" : "share.noSuchMember")}
              </p>
            )}
          >
            {(person) => (
              <ListBoxItem textValue={person.name} className={field.option ?? ""}>
                <Avatar person={person} size="small" />
                <span>{person.name}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      <RoleSelect
        look="line"
        label={t("share.addRole")}
        roles={ROLES}
        value={role}
        onChange={setRole}
      />
      <Button
        type="submit"
        icon={<UserPlus size={18} />}
        isDisabled={chosen === null}
        isPending={give.isPending}
      >
        {t("share.add")}
      </Button>
    </Form>
  );
}
