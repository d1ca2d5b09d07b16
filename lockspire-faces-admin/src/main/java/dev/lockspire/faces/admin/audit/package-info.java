/** Screens about the durable evidence: who did what to what, and taking it along as a file. */
package dev.lockspire.faces.admin.audit;
