/**
 * Work that is done in the background: the clustered scheduler that all nodes share through the
 * database, and the sweep of rows whose time is over, its first job.
 *
 * <p>Floor 5, and the only room that knows Quartz. What a job does is a class of its own without
 * it.
 */
package dev.lockspire.jobs;
