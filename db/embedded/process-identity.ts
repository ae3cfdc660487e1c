import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** True when a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

/**
 * A mark that differs between two processes that were given the same id, one after the other: boot and start time.
 * Empty when the process is gone or the platform does not tell.
 */
export function birthMark(pid: number): string {
  if (process.platform === "linux") {
    const fields = statFields(pid);
    return fields ? `${readText("/proc/sys/kernel/random/boot_id").trim()}/${fields[19]}` : "";
  }
  if (process.platform === "win32") return "";
  return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}

function isZombie(pid: number): boolean {
  return process.platform === "linux" && statFields(pid)?.[0] === "Z";
}

/** Fields of /proc/<pid>/stat from the third on; the second, the name, may itself contain spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  return stat ? stat.slice(stat.lastIndexOf(")") + 2).split(" ") : undefined;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
