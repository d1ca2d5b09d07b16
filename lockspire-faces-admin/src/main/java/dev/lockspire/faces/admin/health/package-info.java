/** What the server runs on and how that is; no secret is in here. */
package dev.lockspire.faces.admin.health;
