/** An advisory lock: held alone by whoever makes a backup, shared by those who remove files, which it might be about to read. */
export const BACKUP_LOCK = 7_305_221_905;
