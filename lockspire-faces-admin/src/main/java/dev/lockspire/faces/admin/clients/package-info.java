/** Pages about clients. */
package dev.lockspire.faces.admin.clients;
