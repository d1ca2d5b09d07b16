/** Screens about refused requests: what was asked, which rule said no, and what to do next. */
package dev.lockspire.faces.admin.refusals;
