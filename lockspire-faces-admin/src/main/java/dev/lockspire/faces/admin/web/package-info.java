/**
 * The console's door: mounts it, refuses to start without a guard, asks who is there, and sets the
 * headers of every answer. Knows servlets; of Faces only the servlet it hands requests to.
 */
package dev.lockspire.faces.admin.web;
