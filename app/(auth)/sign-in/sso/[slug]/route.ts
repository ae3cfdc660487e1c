export { startSso as GET } from "@/app/_http/sso";
