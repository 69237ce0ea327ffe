/**
 * The running service from outside: started as {@code ./assay run} starts it, spoken to over its ports by unmodified
 * clients, killed and started again (maa-api §10, §11). Nothing here reaches into the server's process; what it must have
 * written is read from its database as its application user may read it. Deliberately absent: time limits as assertions.
 */
package dev.assay.launcher.wire;
