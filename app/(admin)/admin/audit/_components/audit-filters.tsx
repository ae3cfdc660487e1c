import { FilterForm } from "@/components/lists/filter-form";
import { OrganizationPicker, PersonPicker } from "@/app/(admin)/_components/pickers";
import { actionWord, recordWord } from "@/components/history/words";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { FilterLabels, Filters } from "./filter-names";

/** The filters as a form; every one of them stands in the address. */
export function AuditFilters({
  values,
  facets,
  names,
}: {
  values: Filters;
  facets: { tables: string[]; actions: string[] };
  names: FilterLabels;
}) {
  const chosen = (id: string | undefined, label: string | undefined) => (id ? { value: id, label: label ?? id } : null);
  return (
    <FilterForm
      path="/admin/audit"
      title="Audit trail"
      search={values.q}
      placeholder="Search values, people, addresses, request ids"
    >
      <div className="grid w-full grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))] gap-2">
        <Field label="Who">
          <PersonPicker
            key={values.user_id}
            name="user_id"
            placeholder="Anybody"
            chosen={chosen(values.user_id, names.user)}
            submits
          />
        </Field>
        <Field label="Organization">
          <OrganizationPicker
            key={values.organization_id}
            name="organization_id"
            placeholder="Any"
            chosen={chosen(values.organization_id, names.organization)}
            submits
          />
        </Field>
        <Field label="Action">
          <Select name="action" defaultValue={values.action ?? ""} key={values.action}>
            <option value="">Any action</option>
            {withChosen(facets.actions, values.action).map((action) => (
              <option key={action} value={action}>
                {actionWord(action)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Record">
          <Select name="table_name" defaultValue={values.table_name ?? ""} key={values.table_name}>
            <option value="">Any record</option>
            {withChosen(facets.tables, values.table_name).map((table) => (
              <option key={table} value={table}>
                {recordWord(table)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Number">
          <Input
            key={values.record_id}
            name="record_id"
            inputMode="numeric"
            placeholder="Any"
            defaultValue={values.record_id}
          />
        </Field>
        <Field label="From (UTC)">
          <Input
            key={values.from}
            name="from"
            type={dateType(values.from)}

            defaultValue={values.from}
          />
        </Field>
        <Field label="To (UTC)">
          <Input key={values.to} name="to" type={dateType(values.to)} defaultValue={values.to} />
        </Field>
      </div>
    </FilterForm>
  );
}

const withChosen = (known: string[], chosen: string | undefined) =>
  !chosen || known.includes(chosen) ? known : [...known, chosen];

/** An exact time in the address stays one; what is chosen here are days. */
const dateType = (value: string | undefined) => (value && !/^\d{4}-\d\d-\d\d$/.test(value) ? "text" : "date");
