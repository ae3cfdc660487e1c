import { StatusBadge } from "@/components/ui/badge";
import {
  casePriorityWords,
  caseStatusWords,
  type CasePriority,
  type CaseStatus,
} from "@/lib/intelligence/cases/case-words";
import { priorityFaces, statusFaces } from "./words";

export const CaseStatusBadge = ({ status, plain }: { status: CaseStatus; plain?: boolean }) => (
  <StatusBadge {...statusFaces[status]} label={caseStatusWords[status]} plain={plain} />
);

export const PriorityBadge = ({ priority, plain }: { priority: CasePriority; plain?: boolean }) => (
  <StatusBadge {...priorityFaces[priority]} label={casePriorityWords[priority]} plain={plain} />
);
