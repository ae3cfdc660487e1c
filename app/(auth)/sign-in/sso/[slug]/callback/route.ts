export { endSso as GET } from "@/app/_http/sso";
