/** The overview: how the server stands, at a glance. */
package dev.lockspire.faces.admin.overview;
