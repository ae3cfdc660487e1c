import { NotFoundPage } from "@/app/_shell/not-found-page";

export default NotFoundPage;
