/** What the beans of pages have in common: the way to the services, lists, and forms. */
package dev.lockspire.faces.admin.page;
