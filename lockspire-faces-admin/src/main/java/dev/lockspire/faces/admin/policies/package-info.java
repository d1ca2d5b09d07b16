/** What holds for the whole server, and whom a change reaches. */
package dev.lockspire.faces.admin.policies;
