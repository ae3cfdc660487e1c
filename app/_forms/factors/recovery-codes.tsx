"use client";

import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/form-error";

/** Recovery codes just made: shown here and never again. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const text = codes.join("\n");
  const download = () => {
    const address = URL.createObjectURL(new Blob([`SecureSphere recovery codes\n\n${text}\n`], { type: "text/plain" }));
    Object.assign(document.createElement("a"), { href: address, download: "securesphere-recovery-codes.txt" }).click();
    URL.revokeObjectURL(address);
  };
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast("Codes copied"),
      () => toast("Copying did not work; select the codes and copy them"),
    );
  return (
    <div role="status" className="flex flex-col gap-4">
      <Notice tone="warning" title="Keep these recovery codes">
        Each lets you in once when you have lost your phone or device. They are kept as digests only and cannot be shown
        again. Print them, or put them into your password manager.
      </Notice>
      <ul aria-label="Recovery codes" className="grid grid-cols-1 gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button icon="copy" onClick={() => void copy()}>
          Copy codes
        </Button>
        <Button icon="download" onClick={download}>
          Download codes
        </Button>
        <Button variant="primary" onClick={onDone}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
