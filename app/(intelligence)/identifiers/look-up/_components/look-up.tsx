"use client";

import { useState } from "react";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input, Textarea } from "@/components/ui/input";
import { lookupInput } from "@/lib/intelligence/identifiers/identifier-input";
import { lookUpIdentifiersAction } from "../../actions";
import { LookupResults, type Looked } from "./lookup-results";

/** A list that is pasted, and beneath it what of it is known. */
export function LookUp() {
  const [looked, setLooked] = useState<Looked>();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: lookupInput,
    send: lookUpIdentifiersAction,
    onDone: setLooked,
  });
  return (
    <>
      <Card>
        <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
          <FormError>{message}</FormError>
          <Field label="What to look up" error={errors.text} required>
            <Textarea rows={8} defaultValue="" {...register("text")} />
          </Field>
          <Field
            label="Country"
            hint="Two letters, such as GB: for telephone numbers without their country code."
            error={errors.region}
            optional
          >
            <Input defaultValue="" maxLength={2} className="w-20" {...register("region")} />
          </Field>
          <div>
            <Button type="submit" variant="primary" icon="search" pending={pending}>
              Look up
            </Button>
          </div>
        </form>
      </Card>
      {looked && <LookupResults looked={looked} />}
    </>
  );
}
